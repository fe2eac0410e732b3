import json
from dataclasses import replace
from datetime import time

import pytest

from bot.domain.channels import ChannelSettings, Include, Layout, Schedule
from bot.domain.errors import UserError
from bot.domain.languages import Languages
from bot.domain.rules import Modelled, Named, Rules
from bot.domain.setups import ChannelSetup, NamedTopic, Setup, bare, brought, read, write
from bot.domain.spend import Amount
from bot.domain.summaries import Detail

RULES = Rules(
    sharing=False,
    model=Modelled.OFF,
    day=Amount.read("0.50 USD"),
    zone="Asia/Tokyo",
    most=15,
    languages=Languages(("zh",)),
    unfurling=True,
)
WHOLE = ChannelSettings(
    Schedule(time(9, 30), "Europe/Berlin", frozenset({0, 4})),
    Layout.THREAD,
    12,
    Include.NEW,
    "⭐",
    Languages(("zh", "en")),
    Detail.TLDR,
    figures=False,
)
SETUP = Setup(
    RULES,
    (
        ChannelSetup("#papers", WHOLE, (NamedTopic("图像生成", 'cs.CV "text to image"'),)),
        ChannelSetup("#quiet", ChannelSettings(), ()),
    ),
)


def test_a_set_up_comes_back_as_it_was():
    assert read(write(SETUP)) == SETUP


def test_people_roles_and_channels_by_id_do_not_leave_and_stay_where_they_are():
    before = Rules(managers=(Named("7", "Ana"),), roles=(Named("8"),), channels=(Named("9"),))
    text = write(Setup(before, ()))
    assert "Ana" not in text
    after = brought(before, read(write(SETUP)))
    assert (after.managers, after.roles, after.channels) == (
        before.managers,
        before.roles,
        before.channels,
    )
    assert (after.model, after.sharing, after.day) == (Modelled.OFF, False, RULES.day)


def test_a_file_written_by_hand_needs_no_more_than_names_and_topics():
    setup = read('{"paperboy": 1, "channels": [{"name": "lab", "topics": [{"topic": "birds"}]}]}')
    channels = (ChannelSetup("lab", ChannelSettings(), (NamedTopic("", "birds"),)),)
    assert setup == Setup(Rules(), channels, given=frozenset())


def altered(**changes):
    plain = json.loads(write(SETUP))
    plain["channels"][0] |= changes
    return json.dumps(plain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "[]",
        "null",
        '{"paperboy": 2}',
        '{"paperboy": 1, "channels": [{}]}',
        '{"paperboy": 1, "channels": [3]}',
        '{"paperboy": 1, "channels": 3}',
        '{"paperboy": 1, "server": []}',
        '{"paperboy": 1, "server": {"model": "some"}}',
        '{"paperboy": 1, "server": {"day": "much"}}',
        '{"paperboy": 1, "server": {"zone": "Nowhere"}}',
        altered(days=[9]),
        altered(days=[]),
        altered(most=0),
        altered(most="many"),
        altered(at="noon"),
        altered(zone="Nowhere"),
        altered(layout="round"),
        altered(language="tlh"),
        altered(emoji=""),
        altered(topics=[{"name": "x"}]),
        altered(topics=[{"topic": "birds"}] * 201),
    ],
)
def test_what_is_no_set_up_is_refused_with_a_sentence(text):
    with pytest.raises(UserError):
        read(text)


def test_a_channel_is_the_same_by_its_name_with_and_without_the_sign():
    assert bare(" #Papers ") == bare("papers")


@pytest.mark.parametrize("server", [{}, {"server": {"most": 7}}])
def test_what_a_file_says_nothing_about_stays_as_it_is(server):
    after = brought(RULES, read(json.dumps({"paperboy": 1, "channels": [], **server})))
    assert after == replace(RULES, most=7 if server else RULES.most)
