"""A small memory for what has been judged before: bounded, shared between threads, the oldest goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """Keeps the latest `size` values. A key that cannot be hashed is never remembered."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> V | None:
        """The value of `key`, or `None`."""
        with self._lock:
            try:
                self._kept.move_to_end(key)
            except (KeyError, TypeError):
                return None
            return self._kept[key]

    def put(self, key: Hashable, value: V) -> None:
        """Remember `value`."""
        with self._lock:
            try:
                self._kept[key] = value
            except TypeError:
                return
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
