"""Statements are put into SQL once for all tests, and not once for each database they open."""

from collections.abc import Hashable
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache
from typing_extensions import override

_MOST = 2_000


class _Known(LRUCache[Any, Any]):
    """What SQLAlchemy keeps for an engine, for all engines of a dialect that are alike.

    It begins its keys with the dialect, and every engine has one of its own.
    """

    @override
    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(self._shared(key), default)

    @override
    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(self._shared(key), value)

    def _shared(self, key: tuple[Any, ...]) -> Hashable:
        dialect, *rest = key
        return (dialect.name, *rest)


_known: _Known = _Known(_MOST)


def share() -> None:
    """Let all engines of this process have what one of them has put into SQL."""

    @event.listens_for(Engine, "engine_connect")
    def connected(connection: Connection) -> None:
        connection.engine._compiled_cache = _known
