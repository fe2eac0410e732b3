"""Texts that went wrong on the way: cut short, an error's words, stray markup."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.grounding.claims import Finding, Kind

_FAILED = re.compile(
    r"\bSome Error for \w+|比如是不是没有|^(?:错误|Error|ERROR)\s?[:：]|(?:AI)?(?:分析|生成|"
    r"总结|翻译)失败|"
    r"Traceback \(most|\bas an? (?:AI|large) language model\b|作为(?:一个|一名)?(?:AI|人工智能|"
    r"大型?语言)(?:语言)?(?:模型|助手)|"
    r"\bI(?:'m sorry| am sorry| cannot| can't)\b|\[(?:insert|your|TODO)[^\]]*\]|"
    r"\b(?:failed to (?:generate|summari[sz]e)|summary unavailable|not mentioned in (?:the "
    r")?abstract)|"
    r"(?:论文)?(?:链接|地址|代码|单位|关系)\s?[:：]\s?(?:None|N/?A|无|null)(?![\w\u4e00-\u9fff])|"
    r"\b(?:links?|code|affiliations?)\s?:\s?(?:None|N/A|null)\b|"
    r"\bHere(?:'s| is) (?:a|the|my) (?:\w+ )?summary\b|\bfollowing the (?:specified )?guidelines\b",
    re.IGNORECASE,
)
_MACRO = re.compile(r"\\[A-Za-z]{2,}")
_MATHEMATICS = re.compile(r"\$[^$]*\$")
_TAG = re.compile(r"</?(?:p|li|ol|ul|b|i|em|strong|br|div|span|details|summary|a|sup|sub)\b[^>]*>?")
_STOPPED = re.compile(r"(?:[.!?。！？…:：;；]|\.\.\.)[\"'”’」』）)\]*]*$")
_HANGING: Final = re.compile(
    r"(?:\b(?:and|or|the|a|an|of|with|to|from|by|into|than|that|which|whose|because|via|using|is|are|"
    r"was|were|be|our|their|its|such as|including|based)|[,，、(（]|"
    r"[的和与或及从将把并而但]|以及|通过|基于|利用|采用|对于|关于|包括|例如|比如|本身提取|其中)$"
)


def of_sentence(sentence: str) -> Iterator[Finding]:
    """Yield what no sentence for people holds: an error's words, markup, macros."""
    for found in _FAILED.finditer(sentence):
        yield _broken(found[0], found.start())
    for found in _MACRO.finditer(_MATHEMATICS.sub(lambda each: " " * len(each[0]), sentence)):
        yield _broken(found[0], found.start())
    for found in _TAG.finditer(sentence):
        yield _broken(found[0], found.start())


def of_text(text: str, sentences: list[tuple[int, int]]) -> Iterator[tuple[int, Finding]]:
    """Yield which sentences were left open: markup that never closes, an end that never comes.

    Args:
        text: The whole of it.
        sentences: Where each begins and ends.
    """
    if not sentences:
        return
    for mark in ("**", "```", "$", "`"):
        if text.count(mark) % 2:
            yield _holding(text.rfind(mark), mark, sentences)
    left_open = _left_open(text)
    if left_open is not None:
        yield _holding(left_open, text[left_open], sentences)
    start, end = sentences[-1]
    last_one = text[start:end]
    earlier = [bool(_STOPPED.search(text[a:b])) for a, b in sentences[:-1] if b - a > 3]
    unstopped = not _STOPPED.search(last_one)
    # A line of a list has no stop, nor has a headline; but then none of its neighbours has one.
    lines = "\n" in text[sentences[-2][1] : start] if len(sentences) > 1 else True
    if unstopped and (_HANGING.search(last_one) or (earlier and all(earlier) and not lines)):
        yield len(sentences) - 1, _broken(last_one[-20:], max(0, len(last_one) - 20))


def _left_open(text: str) -> int | None:
    """Return where the last bracket opens that never closes; 1) closes what never opened."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in "([（【":
            opened.append(place)
        elif char in ")]）】" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _holding(place: int, mark: str, sentences: list[tuple[int, int]]) -> tuple[int, Finding]:
    number = next((n for n, (_, end) in enumerate(sentences) if place < end), len(sentences) - 1)
    return number, _broken(mark, max(0, place - sentences[number][0]))


def _broken(text: str, start: int) -> Finding:
    return Finding(Kind.BROKEN, text, start, supported=False)
