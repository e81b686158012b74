"""No response is read beyond a limit, whoever reads it (errors are read by the SDK itself)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

MAX_BYTES = 1_000_000


class TooLargeError(httpx2.TransportError):
    """The response is longer than `MAX_BYTES`, or compressed although that was not asked for."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._stream:
            read += len(chunk)
            if read > MAX_BYTES:
                raise TooLargeError("the response is too long")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def bound(response: httpx2.Response) -> None:
    """A response hook. Compressed bodies are refused too: a few bytes may stand for gigabytes."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TooLargeError("the response is compressed")
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)
