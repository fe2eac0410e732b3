"""Numbers of a text's own: of its points and steps, and dates on its head; no claims."""

import re
from collections.abc import Iterator

_POINT = re.compile(
    r"(?<![A-Za-z0-9])[(（](?P<a>\d{1,2})[)）]|(?<![A-Za-z0-9.(（])(?P<b>\d{1,2})[)）]"
    r"|(?:^|(?<=[\s。；;：:]))(?P<c>\d{1,2})(?:[.．](?=\s|[^\d\s])|、)"
    r"|(?:^|(?<=[\s。；;：:，,(]))(?:[Ss]tep|步骤|第)\s?(?P<d>\d{1,2})(?=[\s:：.,步点]|$)"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月(?:\d{1,2}日)?")


def own_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text numbers its own points: 1, then 2, and so on."""
    for date in _DATE.finditer(text):
        yield date.span()
    last = 0
    for point in _POINT.finditer(text):
        number = int(next(group for group in point.groups() if group))
        if number == 1 or number == last + 1:
            last = number
            yield point.span()
