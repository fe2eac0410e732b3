import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.domain.errors import StoreError
from bot.store import Store
from bot.store.database import Database
from bot.store.tables import metadata

from .samples import paper


async def test_the_migrations_make_the_tables_that_the_code_knows(address):
    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with Database.open(address) as database:

        async def work(connection):
            return await connection.run_sync(differences)

        assert await database.read(work) == []


async def test_a_database_of_a_newer_version_is_refused(address):
    async def age(connection):
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    async with Database.open(address) as database:
        await database.write(age)
    with pytest.raises(StoreError, match="does not fit this version"):
        async with Database.open(address):
            pass


async def test_two_that_open_a_new_database_at_once_make_it_once(address):
    async def use(number):
        async with Database.open(address) as database:
            return await Store(database).papers.add([paper(number)])

    assert await asyncio.gather(*(use(number) for number in range(1, 5))) == [1, 1, 1, 1]
    async with Database.open(address) as database:
        assert await Store(database).papers.count() == 4
