"""What arXiv and its interfaces were seen to do, and which tests hold against it.

These are all the things that others who read arXiv stumbled over. `test_arxiv_misbehaves.py` sees
to it that the tests are there.
"""

from dataclasses import dataclass

HERE = "tests/faults/test_arxiv_misbehaves.py"
API = "tests/sources/test_arxiv_api.py"
CALENDAR = "tests/domain/test_calendar.py"
COLLECTING = "tests/pipeline/test_collecting.py"
GATE = "tests/test_gate.py"
OAI = "tests/sources/test_arxiv_oai.py"
PAPERS = "tests/domain/test_papers.py"
PATH = "tests/test_path_of_a_paper.py"
RECORDS = "tests/sources/test_arxiv_records.py"
RSS = "tests/sources/test_arxiv_rss.py"
SUMMARIES = "tests/test_summarise.py"


@dataclass(frozen=True, slots=True)
class Trap:
    """Something that arXiv does.

    Attributes:
        held: The tests, as `path::name`.
        why_not: Why it cannot happen here, or how much of it.
    """

    number: int
    what: str
    held: tuple[str, ...] = ()
    why_not: str = ""


TRAPS = (
    Trap(
        1,
        "Lists come Sunday to Thursday at 20:00 in New York, with cut-offs, holidays and clocks "
        "that change; some are put off.",
        (
            f"{CALENDAR}::"
            "test_what_comes_in_until_two_in_the_afternoon_stands_on_the_list_of_that_evening",
            f"{CALENDAR}::test_around_the_changes_of_clocks_the_evening_is_the_evening_there",
            f"{CALENDAR}::test_a_holiday_silences_the_list_of_the_day_after",
            f"{CALENDAR}::"
            "test_the_file_has_what_arxiv_published_and_the_same_rule_for_the_year_after",
            f"{CALENDAR}::"
            "test_two_real_weeks_were_announced_when_the_calendar_says_or_later_and_never_before",
            f"{COLLECTING}::"
            "test_a_list_that_was_put_off_makes_its_day_quiet_and_the_next_one_brings_it",
        ),
    ),
    Trap(
        2,
        "A paper is public up to 78 hours after it was submitted, or weeks after if it was held; "
        "who asks for the last days by date of submission loses papers.",
        (
            f"{CALENDAR}::"
            "test_an_ordinary_week_keeps_a_paper_waiting_for_six_to_seventy_eight_hours",
            f"{COLLECTING}::test_a_paper_that_moderators_held_for_two_weeks_is_new_when_it_comes",
            f"{API}::test_both_days_of_a_search_are_included_and_no_other",
        ),
        "What is new is never asked for by date of submission; only a search a person makes is.",
    ),
    Trap(
        3,
        "The API's index lags the lists by hours or days, or lacks a range of ids.",
        (
            f"{HERE}::test_an_index_that_lags_keeps_nothing_back",
            f"{HERE}::test_what_neither_records_nor_index_know_is_told_all_the_same",
            f"{COLLECTING}::test_what_the_records_leave_out_all_day_is_asked_about_by_name",
        ),
    ),
    Trap(
        4,
        "A feed holds one list and at most 2,000 entries, none at the weekend, and sometimes an "
        "old list under a fresh date.",
        (
            f"{RSS}::test_a_stale_list_keeps_its_day_under_a_fresh_date",
            f"{COLLECTING}::test_a_list_of_yesterday_under_todays_date_is_no_list",
            f"{COLLECTING}::test_fridays_list_repeated_at_the_weekend_brings_nothing",
            f"{RSS}::test_an_empty_list_at_the_weekend_announces_nothing",
            f"{RSS}::test_one_archive_may_be_late_while_another_is_not",
            f"{RSS}::test_a_full_list_is_read_and_its_loss_noted",
            f"{HERE}::test_what_a_full_list_cuts_off_the_records_bring",
            f"{COLLECTING}::test_three_weeks_offline_are_caught_up_in_order_and_within_the_terms",
        ),
    ),
    Trap(
        5,
        "Entries are new, cross-listed, replaced or both; their id stands in the guid with a "
        "version, and what titles and links look like has changed more than once.",
        (
            f"{RSS}::test_an_entry_is_read_with_all_its_facts",
            f"{RSS}::test_only_what_is_new_became_public_today",
            f"{RSS}::test_ids_of_every_age_lose_their_version",
            f"{HERE}::test_an_entry_is_known_by_its_guid_whatever_else_it_names",
        ),
    ),
    Trap(
        6,
        "The list as a page: its date may be missing, abstracts mention ids of others.",
        (f"{HERE}::test_an_entry_is_known_by_its_guid_whatever_else_it_names",),
        "No page made for people is read.",
    ),
    Trap(
        7,
        "A throttled list is an answer with status 200 and no entries.",
        (
            f"{HERE}::test_a_list_without_entries_on_a_day_of_lists_is_asked_for_again",
            f"{GATE}::test_a_success_without_a_body_is_a_refusal",
            f"{COLLECTING}::test_whatever_goes_wrong_is_noticed_and_tried_again",
        ),
    ),
    Trap(
        8,
        "A page of the API may be empty with status 200, which its package takes for the end.",
        (
            f"{API}::test_an_answer_that_makes_no_sense_is_an_error_and_not_an_empty_result",
            f"{API}::test_an_empty_page_in_the_middle_of_a_search_is_an_error",
            f"{API}::test_pages_that_contradict_each_other_are_an_error",
        ),
    ),
    Trap(
        9,
        "429 comes also to the polite, for hours.",
        (
            f"{HERE}::test_hours_of_refusals_are_sat_out_with_few_questions",
            f"{GATE}::test_pauses_double_up_to_an_hour_and_start_again_after_a_success",
            f"{GATE}::test_retry_after_is_honoured_within_reason",
            f"{GATE}::test_a_cool_down_outlives_the_process",
            f"{COLLECTING}::test_a_pause_in_the_middle_of_catching_up_loses_nothing",
        ),
    ),
    Trap(
        10,
        "406 comes to who says nothing of what it accepts, and to everybody at bad times.",
        (
            f"{GATE}::test_requests_say_who_asks_and_what_they_take",
            f"{GATE}::test_a_refusal_closes_the_gate_for_everybody_at_once",
            f"{HERE}::test_hours_of_refusals_are_sat_out_with_few_questions",
        ),
    ),
    Trap(
        11,
        "403 is for who asks too much; going on after it counts as an attack.",
        (
            f"{GATE}::test_a_refusal_closes_the_gate_for_everybody_at_once",
            f"{RSS}::test_a_refusal_silences_every_feed",
            f"{HERE}::test_hours_of_refusals_are_sat_out_with_few_questions",
        ),
    ),
    Trap(
        12,
        "One request in three seconds over one connection, for all machines together.",
        (
            f"{GATE}::test_turns_are_at_least_the_delay_apart",
            f"{GATE}::test_gates_of_several_processes_never_hold_a_turn_together",
            f"{GATE}::test_processes_take_turns",
            f"{OAI}::test_all_services_count_as_one",
            f"{OAI}::test_a_list_is_read_to_its_last_page_at_arxivs_own_pace",
            "tests/contracts/test_turnstile.py::TestRowTurnstile::"
            "test_nobody_else_enters_while_it_is_taken",
            f"{COLLECTING}::test_three_weeks_offline_are_caught_up_in_order_and_within_the_terms",
        ),
        "Machines that share neither folder nor database cannot know of each other.",
    ),
    Trap(
        13,
        "The API's package knows no time limit, sees no Retry-After, keeps a pace for each client "
        "only, and gives a hundred results where nobody says how many.",
        (
            f"{API}::test_a_server_that_does_not_answer_is_not_waited_for",
            f"{API}::test_a_refusal_begins_a_cool_down_that_is_not_waited_for",
            f"{API}::test_many_questions_at_once_are_asked_one_after_the_other",
            f"{API}::test_a_long_search_is_read_page_by_page_and_newest_first",
            f"{API}::test_an_entry_that_the_package_leaves_out_is_missed",
            f"{API}::test_requests_say_who_asks",
        ),
    ),
    Trap(
        14,
        "Sorted by update, the API mixes later versions in; ids carry a version, old ones a slash.",
        (
            f"{API}::test_ids_of_both_styles_are_asked_for_in_one_request",
            f"{COLLECTING}::test_a_second_version_is_never_new",
            f"{PAPERS}::test_a_paper_is_named_by_any_id_address_or_doi",
        ),
        "What is new is never taken from the API's order.",
    ),
    Trap(
        15,
        "Whoever cuts an address at its first v cuts inside a name.",
        (
            f"{HERE}::test_a_version_is_cut_off_at_the_end_only",
            f"{PAPERS}::test_an_id_is_read_back_from_each_address_made_of_it",
        ),
    ),
    Trap(
        16,
        "One paper comes through several categories, and days later as a cross-list.",
        (
            f"{RSS}::test_a_paper_that_is_listed_twice_is_announced_once",
            "tests/cli/test_collect.py::test_a_paper_in_two_archives_is_kept_once",
            f"{COLLECTING}::test_a_cross_list_days_later_is_noticed_by_the_records_alone",
            f"{PATH}::test_a_paper_cross_listed_days_later_is_not_told_again",
            f"{PATH}::test_a_paper_is_told_once_however_often_and_as_whatever_it_is_announced",
            "tests/store/test_digests.py::"
            "test_a_channel_is_told_of_a_paper_once_and_never_served_backwards",
        ),
    ),
    Trap(
        17,
        "The API refuses more than 30,000 results and queries it cannot read, at times with "
        "status 200 and an entry called Error.",
        (
            f"{HERE}::test_more_results_than_arxiv_gives_are_an_error_and_not_fewer",
            f"{API}::test_a_query_that_arxiv_cannot_read_is_refused_in_its_words",
            f"{API}::test_an_id_that_arxiv_cannot_read_is_refused_in_its_words",
            f"{API}::test_a_title_is_found_whatever_its_case_and_punctuation",
            "tests/sources/test_arxiv_atom.py::"
            "test_an_error_in_place_of_papers_is_told_in_its_own_words",
        ),
    ),
    Trap(
        18,
        "The month in an id is that of the first announcement, and ids are not in order of time.",
        (
            f"{HERE}::test_ids_are_in_no_order_and_nothing_is_passed_over_for_it",
            f"{PAPERS}::test_a_paper_is_dated_by_the_best_fact_known_and_says_by_which",
            f"{RECORDS}::test_a_parted_record_may_have_the_day_of_its_newest_version",
        ),
    ),
    Trap(
        19,
        "A withdrawal is a new version without a text, and only the comment says so.",
        (
            f"{RECORDS}::test_a_paper_is_withdrawn_if_its_newest_version_is",
            f"{COLLECTING}::"
            "test_a_withdrawal_is_noticed_also_where_the_list_calls_it_a_replacement",
            f"{OAI}::test_a_withdrawn_paper_is_marked",
        ),
        "No text of a paper is fetched, so none can be missing.",
    ),
    Trap(
        20,
        "Papers without HTML, PDFs that are pages of an error, titles too long to name a file.",
        (
            "tests/exporters/test_overview.py::"
            "test_a_long_name_is_cut_between_characters_and_can_be_a_file",
        ),
        "No text of a paper is fetched, and no file is named after a title.",
    ),
    Trap(
        21,
        "Titles and abstracts hold TeX, line breaks and every sign that a chat service or a "
        "model's JSON reads as its own.",
        (
            "tests/domain/test_latex.py::test_tex_is_read",
            "tests/domain/test_latex.py::test_nothing_is_too_strange_to_read",
            "tests/contracts/chat/test_digest.py::test_nobody_is_pinged_whatever_a_paper_is_called",
            "tests/platforms/test_slack_render.py::TestEscaping::"
            "test_escaping_leaves_nothing_for_slack_to_read",
            "tests/platforms/test_discord_plainer.py::TestInTheChannel::"
            "test_nobody_is_pinged_by_any_form",
            "tests/summarisers/test_openai.py::test_the_paper_is_data_and_there_are_no_tools",
        ),
    ),
    Trap(
        22,
        "An author may be a collaboration or one of thousands, with accents in TeX.",
        (
            f"{RECORDS}::test_names_are_parted_as_authors_write_them",
            f"{RECORDS}::test_a_list_of_names_is_read_like_the_same_names_written_out",
            f"{HERE}::test_thousands_of_authors_are_all_known_and_two_are_named",
        ),
    ),
    Trap(
        23,
        "What others offer beside arXiv disappears for months.",
        (
            f"{SUMMARIES}::test_when_the_model_fails_the_authors_speak_and_the_card_says_so",
            f"{SUMMARIES}::test_a_model_that_never_answers_keeps_nobody_waiting",
        ),
        "Nobody but arXiv and, if wished, a model is asked about papers.",
    ),
    Trap(
        24,
        "One failure that passes must not stop every later attempt.",
        (
            f"{COLLECTING}::test_whatever_goes_wrong_is_noticed_and_tried_again",
            f"{GATE}::test_a_failed_request_gives_the_turn_back",
            f"{GATE}::test_a_holder_that_died_is_waited_for_until_its_lease_ends",
            f"{OAI}::test_an_expired_token_begins_the_list_anew",
            "tests/test_scheduler.py::test_a_tick_that_fails_is_logged_and_the_next_one_works",
        ),
    ),
)
