"""The same path on PostgreSQL."""

from tests.world import BEN, open_world, paper


async def test_a_paper_travels_the_whole_path_on_postgresql(tmp_path, postgres_address):
    async with open_world(tmp_path, PAPERBOY_DATABASE__URL=postgres_address) as world:
        await world.type("subscribe diffusion name=images")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Large oceans"))
        assert await world.deliver() == 1
        assert "Saved: Diffusion for birds" in await world.ask("save 1", person=BEN)
    async with open_world(tmp_path, PAPERBOY_DATABASE__URL=postgres_address) as world:
        assert "Diffusion for birds" in await world.ask("saved", person=BEN)
        assert await world.deliver() == 0
