"""What is counted: twelve of what, so that five data sets and five tasks are told apart."""

import re
from collections.abc import Iterator
from typing import Final

_WORD = re.compile(r"[A-Za-z]{3,}")
_BEHIND = re.compile(r"[ -](?:[A-Za-z][A-Za-z-]* ){0,3}[A-Za-z][A-Za-z-]*")
_STOP = re.compile(
    r"\b(?:of|in|on|for|with|and|or|to|from|by|as|at|is|are|was|were|that|which|using|across|over|when|"
    r"than|show|shows|have|has|we|the|while|under|per|between|among|including|such|respectively)\b"
)
_HAN_BEHIND = re.compile(r"[\u4e00-\u9fff]{1,10}")
_HAN_STOP = re.compile(r"[的与和及在中上进并以用]")
_HAN: Final = {
    "数据集": "dataset", "基准": "benchmark", "任务": "task", "模型": "model", "语言": "language",
    "样本": "sample", "图像": "image", "参数": "parameter", "阶段": "stage", "步骤": "step",
    "领域": "domain", "指标": "metric", "方法": "method", "类别": "class", "场景": "scenario",
    "参与者": "participant", "患者": "patient", "模块": "module", "问题": "question",
    "视频": "video",
    "国家": "country", "维度": "dimension", "实验": "experiment", "机器人": "robot",
    "智能体": "agent",
}  # fmt: skip


def counted(text: str, end: int) -> Iterator[str]:
    """Yield the things that the number before `end` counts, as English words without their s."""
    han = _HAN_BEHIND.match(text, end)
    if han:
        # 多语言模型 are models, and 数据集和任务 counts data sets.
        phrase = _HAN_STOP.split(han[0])[0]
        places = [(phrase.rfind(word), thing) for word, thing in _HAN.items() if word in phrase]
        yield from (thing for _, thing in sorted(places)[-1:])
        return
    behind = _BEHIND.match(text, end)
    if behind:
        phrase = _STOP.split(behind[0])[0]
        yield from (singular(word[0]) for word in _WORD.finditer(phrase))


def singular(word: str) -> str:
    """Return a word without the ending of its plural."""
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
