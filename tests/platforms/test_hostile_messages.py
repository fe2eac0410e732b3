"""Whatever people call themselves, their channels, topics and tags: every message, form and page.

Each case takes something that the bot really said or asked, or a private card at some length and
page, puts hostile words where people's words stood, and lets the rules of the loopback servers
judge it: it is taken, it rings nobody, it links nowhere else, and its papers, buttons and menus are
still there.
"""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView

from bot.domain.chat import Card, Listing
from bot.platforms.discord import forms as discord_forms
from bot.platforms.discord import ids
from bot.platforms.discord import render as discord
from bot.platforms.discord.spelling import speller as discord_speller
from bot.platforms.slack import forms as slack_forms
from bot.platforms.slack import kit
from bot.platforms.slack import render as slack
from bot.platforms.slack.spelling import speller as slack_speller
from tests.hostile.gathered import gather, sheet, worse
from tests.hostile.words import chances
from tests.platforms.test_discord_render import LINKED, allowed, check_harmless, taken
from tests.platforms.test_slack_render import check, parts
from tests.servers.discord.limits import ANSWERED
from tests.servers.discord.modals import check_modal
from tests.servers.slack.blocks import complaints
from tests.servers.slack.mentions import markup, pings
from tests.servers.slack.others import view_complaints
from tests.stage import SPECS
from tests.world import sentences

MANY = settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(MANY, max_examples=300)
FEW = settings(MANY, max_examples=150)
LANGUAGES = ("en", "zh", "en-US")
ON_DISCORD = sentences("en").speaking(discord_speller(SPECS))
ON_SLACK = sentences("en").speaking(slack_speller("/papers"))


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """What a bot says to people who press all there is."""
    return gather(tmp_path_factory.mktemp("gathered"))


def any_message(gathered, chance):
    """Return a message with hostile words in it, and what says it in some language."""
    if chance.random() < 0.25:
        return sheet(chance)
    return worse(chance.choice(list(gathered.messages.values())), chance)


def named(message):
    """Return what a message tells of papers."""
    entries = [each.entry for each in message.blocks if isinstance(each, Card)]
    return entries + [
        entry for each in message.blocks if isinstance(each, Listing) for entry in each.entries
    ]


def pressed_by(message):
    """Return what the buttons of a message press, those behind three dots too."""
    return {each.id for each in (*message.actions, *(message.more.actions if message.more else ()))}


def picked_by(message):
    """Return what its menus press."""
    picks = {
        f"p1:{each.verb}:{choice.value}" for each in message.selects for choice in each.choices
    }
    if message.menu:
        picks |= {f"p1:{message.menu.verb}:{each.paper}" for each in named(message)}
    return picks


def test_much_of_what_there_is_was_gathered(gathered):
    assert len(gathered.messages) > 150
    assert len(gathered.forms) > 12
    assert len(gathered.verbs) > 60
    said = " ".join(gathered.messages)
    for mark in ("topic", "name", "ana", "ben", "channel", "tag", "question", "title", "author"):
        assert f"zq{mark}" in said


class TestDiscord:
    @MANY
    @given(chances)
    def test_any_message_is_taken_rings_nobody_and_keeps_what_it_offers(self, gathered, chance):
        message, say = any_message(gathered, chance), ON_DISCORD(chance.choice(LANGUAGES))
        check_harmless(taken(discord.post(message, say)), allowed(message))
        drafts = [taken(part, ANSWERED) for part in discord.answer(message, say)]
        assert 1 <= len(drafts) <= 5
        offered = set()
        for draft in drafts:
            check_harmless(draft, allowed(message))
            offered |= set(self.offered(draft))
        wanted = {each.id for each in message.actions} | picked_by(message)
        wanted |= {message.more.action.id} if message.more else set()
        assert offered == wanted
        shown = {url for draft in drafts for url in self.links(draft)}
        assert {each.url for each in named(message)} <= shown

    def offered(self, draft):
        for part in (each for row in draft.components for each in row["components"]):
            for option in part.get("options", ({"value": ""},)):
                yield ids.pressed(part["custom_id"], [option["value"]])

    def links(self, draft):
        for embed in draft.embeds:
            yield embed.get("url")
            yield from (url for _, url in LINKED.findall(embed.get("description", "")))

    @SOME
    @given(chances)
    def test_any_form_opens(self, gathered, chance):
        form = worse(chance.choice(list(gathered.forms.values())), chance)
        made = discord_forms.modal(form, ON_DISCORD(chance.choice(LANGUAGES))).to_dict()
        check_modal(json.loads(json.dumps(made)))


class TestSlack:
    @MANY
    @given(chances)
    def test_any_message_is_taken_rings_nobody_and_keeps_what_it_offers(self, gathered, chance):
        message, say = any_message(gathered, chance), ON_SLACK(chance.choice(LANGUAGES))
        check(slack.post(message, say))
        drawn = slack.answer(message, say)
        assert 1 <= len(drawn) <= 4
        for each in drawn:
            check(each)
        blocks = [block for each in drawn for block in each.blocks]
        assert set(self.offered(blocks)) == pressed_by(message) | picked_by(message)
        shown = {each["url"] for each in self.links(blocks)}
        assert {each.url for each in named(message)} <= shown
        assert shown <= {each.url for each in named(message)} | {
            link.url for each in named(message) for link in each.links
        }

    def offered(self, blocks):
        for each in parts(list(blocks)):
            if each["type"] == "button":
                yield each["action_id"]
            for option in each.get("options", ()):
                action = each["action_id"].removeprefix("p1:pick:")
                pick = f"p1:{action}:{option['value']}"
                yield option["value"] if each["type"] == "overflow" else pick

    def links(self, blocks):
        return [each for each in parts(list(blocks)) if each["type"] == "link"]

    @SOME
    @given(chances)
    def test_any_form_opens(self, gathered, chance):
        form = worse(chance.choice(list(gathered.forms.values())), chance)
        say = ON_SLACK(chance.choice(LANGUAGES))
        self.check_view(json.loads(json.dumps(slack_forms.modal(form, say, "{}"))))

    @FEW
    @given(chances)
    def test_anybodys_own_page_is_shown(self, gathered, chance):
        page = worse(chance.choice(gathered.homes), chance)
        drawn = slack.home(page, ON_SLACK(chance.choice(LANGUAGES)))
        self.check_view(json.loads(json.dumps({"type": "home", "blocks": drawn.blocks})))
        assert set(self.offered(drawn.blocks)) == pressed_by(page)

    def check_view(self, view):
        assert view_complaints(view, view["type"]) == []
        assert pings(markup(view["blocks"])) == frozenset()
        for block in SdkBlock.parse_all(view["blocks"]):
            block.validate_json()
        SdkView(**view | {"blocks": SdkBlock.parse_all(view["blocks"])}).validate_json()

    @FEW
    @given(chances)
    def test_any_preview_of_a_link_is_text_and_the_papers_own_links(self, gathered, chance):
        message = worse(chance.choice(gathered.previews), chance)
        said = slack.paragraph(message, ON_SLACK(chance.choice(LANGUAGES)), 1_000)
        blocks = [kit.markup(said)]
        assert complaints(blocks) == []
        assert pings(markup(blocks)) == frozenset()
        entries = {each.url for each in named(message)}
        assert set(re.findall(r"<(https?:[^|>]+)", said)) == entries
