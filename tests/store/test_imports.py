import pytest
from sqlalchemy.exc import StatementError

from .samples import NOW, paper


async def test_an_import_goes_on_where_it_stopped(store):
    assert await store.imports.progress("a.jsonl", "f1") == 0
    assert await store.imports.advance("a.jsonl", "f1", 2, [paper(1), paper(2)]) == 2
    assert await store.imports.advance("a.jsonl", "f1", 4, [paper(2), paper(3)]) == 1
    assert await store.imports.progress("a.jsonl", "f1") == 4
    assert await store.imports.progress("b.jsonl", "f1") == 0


async def test_another_file_of_the_same_name_begins_anew(store):
    await store.imports.advance("a.jsonl", "f1", 2, [paper(1)])
    assert await store.imports.progress("a.jsonl", "f2") == 0
    await store.imports.advance("a.jsonl", "f2", 1, [])
    assert await store.imports.progress("a.jsonl", "f1") == 0


async def test_papers_and_progress_are_kept_together_or_not_at_all(store):
    naive = paper(2, submitted=NOW.replace(tzinfo=None))
    with pytest.raises(StatementError):
        await store.imports.advance("a.jsonl", "f1", 2, [paper(1), naive])
    assert await store.papers.count() == 0
    assert await store.imports.progress("a.jsonl", "f1") == 0
