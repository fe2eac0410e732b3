"""Posts and notes, asked for in a chat."""

from datetime import timedelta

import pytest
import yaml

from tests.world import ANA, BEN, TUESDAY, open_world, paper


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def file_of(world, typed, **who):
    reply = await world.type(typed, **who)
    [file] = reply.message.files
    return file, world.drawn(reply)


class TestABlogPost:
    async def test_it_comes_as_a_file_for_who_asked(self, world):
        about = "Birds are loud. We introduce Tweet, which hears 12 kinds of birds."
        await world.arrive(paper(1, "Diffusion for birds", about), paper(2, "Oceans"))
        file, seen = await file_of(world, "digest diffusion as=blog")
        assert file.name == "2025-11-04-diffusion.md"
        assert "1 paper, as a blog post in 2025-11-04-diffusion.md" in seen
        fields = yaml.safe_load(file.text.split("---\n")[1])
        assert (fields["title"], fields["tags"]) == ("diffusion", ["diffusion"])
        assert fields["date"].isoformat() == "2025-11-04T09:00:00"
        assert "## [Diffusion for birds](https://arxiv.org/abs/2511.00001v1)" in file.text
        assert "“We introduce Tweet, which hears 12 kinds of birds.”" in file.text
        assert "*Authors’ own words, from the abstract*" in file.text
        assert "Oceans" not in file.text
        assert world.posted() == ""

    async def test_of_many_papers_the_newest_ten_are_read(self, world):
        await world.arrive(*(paper(number, f"Diffusion {number}") for number in range(1, 13)))
        file, seen = await file_of(world, "digest diffusion as=blog")
        assert file.text.count("\n## [Diffusion") == 10
        assert "Diffusion 12" in file.text
        assert "The newest 10 of 12" in seen


class TestANote:
    async def test_what_was_saved_that_day_with_its_tags(self, world):
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Large oceans"))
        assert "Tags: birds, _3D_hearing" in await world.ask(
            "save 2511.00001 tags=birds, 3D hearing"
        )
        world.clock.pass_time(hours=1)
        await world.type("save 2511.00002")
        file, seen = await file_of(world, "saved as=note")
        assert file.name == "20251104.md"
        assert "What you saved on Tue 4 Nov, as a note in 20251104.md" in seen
        fields = yaml.safe_load(file.text.split("---\n")[1])
        assert (fields["title"], fields["desc"]) == ("20251104", "")
        assert fields["updated"] - fields["created"] == 3_600_000
        first, second = (row for row in file.text.splitlines() if row.startswith("## "))
        assert (first, second) == ("## Diffusion for birds", "## Large oceans")
        assert "birds\n#birds\n#_3D_hearing\n" in file.text
        assert (await file_of(world, "saved as=note"))[0] == file

    async def test_another_day_is_another_note(self, world):
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.type("save 2511.00001")
        world.clock.pass_time(days=1)
        seen = await world.ask("saved as=note")
        assert "Nothing was saved on 5 Nov 2025." in seen
        assert "as=note day=" in seen
        file, _ = await file_of(world, "saved as=note day=yesterday")
        assert file.name == "20251104.md"

    async def test_a_day_is_that_of_the_channel(self, world):
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.type("settings when 09:00 Asia/Tokyo mon-fri")
        world.clock.pass_time(hours=8)
        await world.type("save 2511.00001")
        file, _ = await file_of(world, "saved as=note")
        assert file.name == f"{TUESDAY + timedelta(days=1):%Y%m%d}.md"

    async def test_everybody_has_their_own(self, world):
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.type("save 2511.00001", person=ANA)
        assert "Nothing was saved" in await world.ask("saved as=note", person=BEN)
        await world.type("save 2511.00001", person=BEN)
        anas, _ = await file_of(world, "saved as=note", person=ANA)
        bens, _ = await file_of(world, "saved as=note", person=BEN)
        ids = {yaml.safe_load(each.text.split("---\n")[1])["id"] for each in (anas, bens)}
        assert len(ids) == 2


async def test_too_many_tags_are_refused_and_nothing_is_saved(world):
    await world.arrive(paper(1, "Diffusion for birds"))
    many = ", ".join(f"t{number}" for number in range(11))
    assert "A paper can have 10 tags" in await world.ask(f"save 2511.00001 tags={many}")
    assert "saved nothing yet" in await world.ask("saved")
