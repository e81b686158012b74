"""The same question asked by several threads at once goes out once; the others wait for that answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Thread-safe. An error is everybody's error: nobody of those who waited asks again."""

    def __init__(self) -> None:
        self._under_way: dict[str, Future[T]] = {}
        self._lock = threading.Lock()

    def do(self, key: str, work: Callable[[], T]) -> tuple[T, bool]:
        """The result of `work` and whether it was another caller's."""
        with self._lock:
            waiting = self._under_way.get(key)
            if waiting is None:
                mine: Future[T] = Future()
                self._under_way[key] = mine
        if waiting is not None:
            return waiting.result(), True
        try:
            result = work()
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(result)
            return result, False
        finally:
            with self._lock:
                del self._under_way[key]
