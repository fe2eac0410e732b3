"""The page that says which ability exists where is what the tests say."""

from tests.contracts.chat.abilities import PAGE, page


def test_the_page_is_what_the_tests_say():
    made = page()
    assert PAGE.read_text(encoding="utf-8") == made, "python -m tests.contracts.chat.abilities"


def test_no_cell_is_empty():
    rows = [row.split(" | ") for row in page().splitlines() if row.startswith("| ")]
    assert all(all(cell.strip("| ") for cell in row) and len(row) == 5 for row in rows)
