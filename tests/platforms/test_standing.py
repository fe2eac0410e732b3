"""What the platforms say of people and channels when they are asked, not told."""

from contextlib import AsyncExitStack

import pytest

from bot.domain.calls import Audience
from bot.domain.chat import Channel, Person
from bot.domain.rules import Rules, may
from tests.servers.discord.permissions import ADMIN, MEMBER, May
from tests.servers.slack import TEAM
from tests.stage import ANA, BEN
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage


@pytest.fixture
async def discord(tmp_path):
    async with AsyncExitStack() as stack:
        opened = DiscordStage(tmp_path)
        await opened.open(stack)
        opened.owner = opened.server.add_person("Olga", permissions=ADMIN)
        opened.secret = opened.server.add_channel(opened.guild, "secret")
        opened.server.set_rights(opened.secret, deny=May.VIEW_CHANNEL, of=opened.people[BEN])
        async with opened.bot():
            yield opened


@pytest.fixture
async def slack(tmp_path):
    async with AsyncExitStack() as stack:
        opened = SlackStage(tmp_path)
        await opened.open(stack)
        async with opened.bot():
            yield opened


class TestDiscord:
    def place(self, stage, channel):
        return Channel("discord", str(stage.guild.id), str(channel.id), f"#{channel.name}")

    async def test_rights_are_those_of_a_members_roles_in_that_channel(self, discord):
        rights = {}
        for who in (*discord.people.values(), discord.owner):
            person = Person("discord", "", str(who.id))
            known = await discord.served.standing(person, self.place(discord, discord.papers))
            assert known == person
            assert str(discord.guild.id) not in known.roles, "everybody's is none"
            rights[known.name] = (known.manager, known.admin)
        assert rights == {"Ana": (True, False), "Ben": (False, False), "Olga": (True, True)}

    @pytest.mark.parametrize("native", ["1", "", "x", "@Ana", "²"])
    async def test_of_nobody_there_is_nothing_to_say(self, discord, native):
        place = self.place(discord, discord.papers)
        assert await discord.served.standing(Person("discord", "", native), place) is None

    async def test_a_channel_is_shown_to_who_may_see_it(self, discord):
        places = [self.place(discord, each) for each in (discord.papers, discord.secret)]
        ben, ana = (Person("discord", "", str(discord.people[who].id)) for who in (BEN, ANA))
        assert await discord.served.visible(ben, places) == places[:1]
        assert await discord.served.visible(ana, places) == places
        assert list(await discord.served.visible(ana, [])) == []
        stranger = Person("discord", "", "1")
        assert list(await discord.served.visible(stranger, places)) == []

    async def test_roles_have_names_and_everybodys_is_none(self, discord):
        roles = await discord.served.roles(self.place(discord, discord.papers))
        assert sorted(roles.values()) == sorted(
            f"rank {bits:x}" for bits in discord.guild.ranks if bits != MEMBER
        )


class TestSlack:
    def place(self, stage, channel):
        return Channel("slack", TEAM, channel.id, f"#{channel.name}")

    async def test_a_full_member_manages_and_a_guest_does_not(self, slack):
        guest = slack.server.add_person("Gus", guest=True)
        place = self.place(slack, slack.papers)
        for who, rights in ((slack.people[ANA], True), (guest, False)):
            known = await slack.served.standing(Person("slack", "", who.id), place)
            assert known.name == who.name
            assert may(known, Audience.MANAGERS, Rules(), place) is rights

    async def test_of_nobody_there_is_nothing_to_say(self, slack):
        place = self.place(slack, slack.papers)
        assert await slack.served.standing(Person("slack", "", "U0NOBODY"), place) is None

    async def test_a_private_channel_is_shown_to_nobody_elsewhere(self, slack):
        people = slack.people.values()
        secret = slack.server.add_channel("secret", *people, private=True)
        places = [self.place(slack, each) for each in (slack.papers, secret)]
        ana = Person("slack", "", slack.people[ANA].id)
        assert await slack.served.visible(ana, places) == places[:1]


class TestAskingThoseWhoMay:
    async def test_on_discord_a_proposal_reaches_a_manager_who_does_it_from_a_message(
        self, discord
    ):
        await discord.type("subscribe fish")
        refused = await discord.press(discord.channel()[-1], "Undo", BEN)
        assert "people with Manage Channels" in refused.text
        assert refused.buttons == ("Propose a topic",)
        said = await discord.fill(refused, "Propose a topic", {"topic": "birds"}, BEN)
        assert "Sent to Ana" in said.text
        inbox = discord.server.direct(discord.people[ANA])
        (asked,) = [discord._seen(each) for each in discord.server.messages(inbox)]
        assert "Ben asks for this in #papers: **subscribe birds**" in asked.text
        done = await discord.press(asked, "Do it", ANA)
        assert "now follows “birds”" in done.text
        told = discord.channel()[-1]
        assert "set by Ana" in told.text
        assert "asked for by Ben" in told.text
        assert told.buttons == ("Undo",)

    async def test_on_discord_who_manages_no_more_does_nothing(self, discord):
        await discord.type("subscribe fish")
        refused = await discord.press(discord.channel()[-1], "Undo", BEN)
        await discord.fill(refused, "Propose a topic", {"topic": "birds"}, BEN)
        ana = discord.people[ANA]
        ana.permissions = MEMBER
        inbox = discord.server.direct(ana)
        (asked,) = [discord._seen(each) for each in discord.server.messages(inbox)]
        assert "Only people who manage" in (await discord.press(asked, "Do it", ANA)).text
        assert "birds" not in (await discord.type("topics", BEN)).text

    async def test_on_slack_a_guest_is_refused_and_told_who_may(self, slack):
        slack.people["Gus"] = slack.server.add_person("Gus", guest=True)
        slack.papers.members.add(slack.people["Gus"].id)
        said = await slack.type("subscribe birds", "Gus")
        assert "full members of this workspace" in said.text
        assert said.buttons == ()
