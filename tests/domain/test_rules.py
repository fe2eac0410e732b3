from dataclasses import replace

import pytest

from bot.domain.calls import Audience
from bot.domain.channels import ChannelSettings
from bot.domain.chat import Channel, Person, Place
from bot.domain.languages import Languages
from bot.domain.rules import Modelled, Named, Rules, from_json, may, to_json
from bot.domain.spend import Amount, Budget, Period, Scope

LAB = Channel("discord", "1", "2", "#lab")
DIRECT = Channel("discord", "", "9", kind=Place.DIRECT)
BEN = Person("discord", "", "ben", "Ben")
CHOSEN = Rules(
    managers=(Named("7", "Ana"),),
    roles=(Named("8", "Curators"),),
    named_only=True,
    channels=(Named("2", "#lab"),),
    sharing=False,
    model=Modelled.SUMMARIES,
    day=Amount.read("0.50 USD"),
    month=Amount.read("200000 tokens"),
    zone="Asia/Tokyo",
    most=15,
    languages=Languages(("zh", "en")),
    unfurling=True,
    grace_days=3,
)


class TestRules:
    @pytest.mark.parametrize("rules", [CHOSEN, Rules()])
    def test_come_back_from_the_store_as_they_were(self, rules):
        assert from_json(to_json(rules)) == rules

    def test_of_an_older_version_hold_with_what_it_did_not_know(self):
        assert from_json('{"sharing": false}') == Rules(sharing=False)
        assert from_json("") == Rules()

    def test_have_budgets_for_the_space(self):
        day, month = CHOSEN.budgets
        assert day == Budget(Scope.SPACE, Period.DAY, Amount.read("0.5 USD"))
        assert month.name == "space-month"
        assert Rules().budgets == ()

    def test_say_what_new_channels_begin_with(self):
        own = ChannelSettings()
        begun = CHOSEN.starting(own)
        assert (begun.schedule.zone, begun.most) == ("Asia/Tokyo", 15)
        assert str(begun.languages) == "zh+en"
        assert Rules().starting(own) == own

    def test_allow_every_channel_until_some_are_named(self):
        assert Rules().allow(LAB)
        assert CHOSEN.allow(LAB)
        assert not CHOSEN.allow(replace(LAB, native="3"))
        assert CHOSEN.allow(DIRECT), "direct messages are everybody's own"


class TestMay:
    @pytest.mark.parametrize(
        ("somebody", "managers", "server"),
        [
            (BEN, False, False),
            (replace(BEN, manager=True), True, False),
            (replace(BEN, admin=True), True, True),
            (replace(BEN, native="7"), True, False),
            (replace(BEN, roles=("5", "8")), True, False),
            (replace(BEN, native="7", guest=True), False, False),
            (replace(BEN, manager=True, admin=True, guest=True), False, False),
        ],
    )
    def test_counts_whom_the_platform_lets_and_whom_the_rules_name(
        self, somebody, managers, server
    ):
        rules = replace(CHOSEN, named_only=False)
        assert may(somebody, Audience.EVERYONE, rules, LAB)
        assert may(somebody, Audience.MANAGERS, rules, LAB) is managers
        assert may(somebody, Audience.SERVER, rules, LAB) is server

    def test_where_only_the_named_count_the_platforms_managers_do_not(self):
        assert not may(replace(BEN, manager=True), Audience.MANAGERS, CHOSEN, LAB)
        assert may(replace(BEN, native="7"), Audience.MANAGERS, CHOSEN, LAB)
        assert may(replace(BEN, admin=True), Audience.MANAGERS, CHOSEN, LAB), (
            "nobody locks himself out"
        )

    def test_everybody_manages_their_own_direct_messages_which_are_no_server(self):
        own = replace(BEN, manager=True, admin=True)
        assert may(own, Audience.MANAGERS, Rules(named_only=True), DIRECT)
        assert not may(own, Audience.SERVER, Rules(), DIRECT)
        assert not may(BEN, Audience.MANAGERS, Rules(), DIRECT)


@pytest.mark.parametrize(
    "text", ["0.50 USD", "0.000000001 USD", "3 USD", "12345.678 USD", "0 tokens", "200000 tokens"]
)
def test_an_amount_is_written_as_it_can_be_read(text):
    assert Amount.read(Amount.read(text).written()) == Amount.read(text)
