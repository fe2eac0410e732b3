"""What is worth keeping in mind, and may be forgotten."""

from collections import OrderedDict
from typing import Generic, TypeVar

_REMEMBERED = 10_000

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(OrderedDict[Key, Value], Generic[Key, Value]):
    """A dictionary that forgets the oldest when there are too many."""

    def remember(self, key: Key, value: Value) -> None:
        """Keep a value, as the newest."""
        self[key] = value
        self.move_to_end(key)
        if len(self) > _REMEMBERED:
            self.popitem(last=False)
