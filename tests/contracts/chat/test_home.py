"""A page of one's own: what the own digest follows and when it comes, what was saved, by search."""

from tests.stage import BEN
from tests.stage.slack import _elements
from tests.world import paper

NOT_ON = {
    "discord": "Discord has no page of an app.",
    "console": "A terminal shows one thing after another, and has no pages.",
}


def shown(stage):
    """Return what stands on Ben's page."""
    blocks = stage.server.home(stage.people[BEN]).body["blocks"]
    texts = [each["text"] for each in _elements(blocks) if isinstance(each.get("text"), str)]
    return " ".join(texts)


async def test_it_shows_what_is_ones_own_and_is_drawn_anew_with_each_click(stage, bot):
    ben = stage.people[BEN]
    await stage.server.open_home(ben)
    await stage.server.until(lambda: ben.id in stage.server.workspace.homes)
    assert "You have no digest of your own yet" in shown(stage)
    assert "You have saved nothing yet" in shown(stage)

    before = len(stage.server.views)
    await stage.arrive(paper(1, "Diffusion for birds"), paper(2, "Graphs"))
    await stage.server.press_at_home(ben, "My own digest")
    await stage.server.until(lambda: len(stage.server.messages(stage.server.direct(ben))) == 1)
    page = stage.server.messages(stage.server.direct(ben))[-1]
    await stage.server.press(ben, page, "Add a topic")
    await stage.server.until(lambda: len(stage.server.views) > before)
    done = stage.inbox.done
    await stage.server.fill(ben, stage.server.views[-1], {"topic": "diffusion"})
    await stage.inbox.after(done + 1)
    for number in (1, 2):
        await stage.type(f"save 2511.0000{number}", BEN)
    assert "You have saved nothing yet" in shown(stage)
    await stage.server.press_at_home(ben, "Settings")
    await stage.server.until(lambda: "Diffusion for birds" in shown(stage))
    assert "It follows diffusion" in shown(stage)
    assert "Next digest" in shown(stage)
    assert "2511.00002" in shown(stage)


async def test_what_was_saved_is_searched_from_it(stage, bot):
    ben = stage.people[BEN]
    await stage.arrive(paper(1, "Diffusion for birds"), paper(2, "Graphs"))
    for number in (1, 2):
        await stage.type(f"save 2511.0000{number}", BEN)
    await stage.server.open_home(ben)
    await stage.server.until(lambda: ben.id in stage.server.workspace.homes)
    done = stage.inbox.done
    await stage.server.press_at_home(ben, "Search my papers")
    await stage.server.until(lambda: stage.server.views)
    view = stage.server.views[-1]
    (name,) = (each["element"]["action_id"] for each in view.body["blocks"])
    await stage.server.fill(ben, view, {name: "graphs"})
    await stage.inbox.after(done + 1)
    found = stage.server.messages(stage.server.direct(ben))[-1]
    texts = " ".join(
        each["text"] for each in _elements(found.blocks) if isinstance(each.get("text"), str)
    )
    assert "Graphs" in texts
    assert "Diffusion for birds" not in texts
