"""A moderator takes reactions off a message in bulk: nobody's save goes with that."""

import pytest

from tests.platforms.discord_lab import card, opened


@pytest.mark.parametrize("emoji", [None, "🔖"])
async def test_what_a_moderator_clears_is_not_told_as_taken_away_by_anybody(emoji):
    async with opened() as lab:
        await lab.start()
        ref = await lab.platform.post(lab.channel, card(seed=""))
        (message,) = lab.messages()
        for person in (lab.ana, lab.ben):
            await lab.server.react(person, message, "🔖")
        await lab.heard(2)
        lab.server.clear_reactions(message, emoji)
        # Events come in order: when the next one is here, so was the clearing.
        await lab.server.react(lab.ana, message, "🔖")
        await lab.heard(3)
        assert [each.added for each in lab.ears.heard] == [True, True, True]
        assert {each.message.native for each in lab.ears.heard} == {ref.native}


async def test_what_a_person_takes_away_is_told():
    async with opened() as lab:
        await lab.start()
        await lab.platform.post(lab.channel, card(seed=""))
        (message,) = lab.messages()
        await lab.server.react(lab.ana, message, "🔖")
        await lab.heard(1)
        await lab.server.unreact(lab.ana, message, "🔖")
        assert not (await lab.heard(2)).added
