"""What the clients themselves say around our messages, in the languages of the pictures."""

from html import escape
from typing import Final

_CHINESE: Final = {
    "{who} used {what}": "{who} 使用了 {what}",
    "{who} typed {what}": "{who} 输入了 {what}",
    "{who} pressed {what}": "{who} 按下了 {what}",
    "{who} chose from the menu": "{who} 在菜单中选择",
    "APP": "应用",
    "Only you can see this": "仅你可见",
    "Dismiss message": "忽略消息",
    "Only visible to you": "仅对你可见",
    "Today at {time}": "今天 {time}",
    "{count} Messages ›": "{count} 条消息 ›",
    "{count} replies": "{count} 条回复",
    "{count} more replies": "另有 {count} 条回复",
    "Last reply today": "最后回复：今天",
    "Thread": "消息列",
    "Cancel": "取消",
    "Submit": "提交",
    "optional": "选填",
    "Home": "主页",
    "Messages": "消息",
    "About": "关于",
    "direct message": "私信",
}


def said(phrase: str, language: str, **values: str | int) -> str:
    """Say a phrase of a client's own, its gaps filled."""
    found = _CHINESE[phrase] if language == "zh" else phrase
    return found.format(**values)


def pressing(pressed: tuple[str, str], language: str) -> str:
    """Say as HTML that somebody pressed a button, or chose from a menu."""
    who, label = map(escape, pressed)
    if not label:
        return said("{who} chose from the menu", language, who=who)
    return said("{who} pressed {what}", language, who=who, what=f"<b>{label}</b>")
