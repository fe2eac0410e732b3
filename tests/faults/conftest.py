"""What the tests about crashes share."""

from collections.abc import Iterator

import pytest

from tests.faults.kill.zygote import Zygote, warm_up


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A process from which a whole bot is born in a tenth of a second."""
    with warm_up() as zygote:
        yield zygote
