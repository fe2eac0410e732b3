"""The rules for a post of a forum, and for how long a thread stays open."""

from tests.servers.discord import payloads
from tests.servers.discord.refusals import Form
from tests.servers.discord.world import Channel

DURATIONS = (60, 1440, 4320, 10080)
_MOST_MARKS = 5


def read_post(place: Channel, form: payloads.JSON) -> tuple[int, list[str]]:
    """Return after how many minutes a new post is archived, and the names of its tags.

    Raises:
        Refused: The forum does not take it.
    """
    wrong = Form()
    wrong.text("name", form.get("name"), 100, 1, required=True)
    minutes = form.get("auto_archive_duration", 4320)
    wrong.choice("auto_archive_duration", minutes, DURATIONS)
    known = {payloads.tag_id(place, name): name for name in place.tags}
    marks = form.get("applied_tags") or []
    if len(marks) > _MOST_MARKS:
        wrong.wrong("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
    for number, mark in enumerate(marks):
        wrong.choice(f"applied_tags.{number}", str(mark), tuple(known))
    wrong.check()
    return minutes, [known[str(mark)] for mark in marks]
