"""A local chat-completions server that misbehaves in every way a real one might. Standard library only."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GOOD = {
    "scenarios": ["extension_request"],
    "primary": "extension_request",
    "contract_type": None,
    "wire_receipt": "none",
    "sensitive": [],
    "injection": False,
    "language": "en",
}
Answer = Callable[[dict[str, Any]], Any]


def _chat(content: Any, **more: Any) -> dict[str, Any]:
    message = {"role": "assistant", "content": content} | more.pop("message", {})
    choice = {"index": 0, "message": message, "finish_reason": "stop"} | more.pop("choice", {})
    usage = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
    return {
        "id": "x",
        "object": "chat.completion",
        "model": "liar",
        "choices": [choice],
        "usage": usage,
    } | more


def _labels(**changes: Any) -> dict[str, Any]:
    return _chat(json.dumps(GOOD | changes))


LIES: dict[str, Any] = {
    "good": _chat(json.dumps(GOOD)),
    "in words": _chat(f"Sure! Here it is:\n```json\n{json.dumps(GOOD)}\n```\nAnything else?"),
    "refusal": _chat(None, message={"refusal": "I can't help with that."}),
    "filtered": _chat("", choice={"finish_reason": "content_filter"}),
    "cut": _chat(json.dumps(GOOD)[:60], choice={"finish_reason": "length"}),
    "no json": _chat("The client wants more time."),
    "two objects": _chat(json.dumps(GOOD) + "\n" + json.dumps(GOOD | {"primary": "other"})),
    "key twice": _chat('{"scenarios": ["other"], ' + json.dumps(GOOD)[1:]),
    "list": _chat(json.dumps([GOOD])),
    "nested": _chat("[" * 5000),
    "empty": _chat(""),
    "not a string": _chat({"scenarios": ["other"]}),
    "no choices": {"choices": []},
    "null": None,
    "unknown label": _labels(scenarios=["grant_extension"], primary="grant_extension"),
    "other beside": _labels(scenarios=["extension_request", "other"]),
    "foreign primary": _labels(primary="other"),
    "label twice": _labels(scenarios=["extension_request"] * 2),
    "no label": _labels(scenarios=[]),
    "wrong types": _labels(scenarios="extension_request", injection="no", sensitive=None),
    "unknown key": _labels(confidence=0.99),
    "action": _labels(action="approve", draft="We grant you 60 days."),
    "unknown sensitive": _labels(sensitive=["vip"]),
    "missing keys": _chat('{"scenarios": ["other"]}'),
    "bad usage": _labels() | {"usage": {"prompt_tokens": -5, "completion_tokens": "many"}},
    "huge": _chat("x" * 3_000_000),
    "huge answer": _chat(json.dumps(GOOD) + " " * 50_000),
}
"""Name -> body of a 200 response."""
STATUSES = {"429": 429, "500": 500, "503": 503, "504": 504, "401": 401, "404": 404, "400": 400}
BEHAVIOURS = (*LIES, *STATUSES, "hang", "slow drip", "close", "not http", "html", "endless", "gzip")


class LyingServer:
    """`behaviour` may be changed at any time; `requests` holds the bodies received, in order."""

    def __init__(self, behaviour: str = "good", answer: Answer | None = None) -> None:
        self.behaviour, self.answer = behaviour, answer
        self.requests: list[dict[str, Any]] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        """The base address, as in `OPENAI_BASE_URL`."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def close(self) -> None:
        """Let go of everyone who hangs and stop."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def lying(behaviour: str = "good", answer: Answer | None = None) -> Iterator[LyingServer]:
    """A server for the length of a block. `answer` makes the labels from a request's body."""
    server = LyingServer(behaviour, answer)
    try:
        yield server
    finally:
        server.close()


def _handler(server: LyingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append(body)
            try:
                self._lie(body)
            except OSError:
                self.close_connection = True

        def _lie(self, body: dict[str, Any]) -> None:
            how = server.behaviour
            if server.answer is not None and how == "good":
                self._send(200, _chat(json.dumps(server.answer(body), ensure_ascii=False)))
            elif how in LIES:
                self._send(200, LIES[how])
            elif how in STATUSES:
                self._send(STATUSES[how], {"error": {"message": how, "type": "lie", "code": how}})
            elif how == "hang":
                server.released.wait(60)
            elif how == "slow drip":
                self._head(200, 10_000)
                while not server.released.wait(0.05):
                    self.wfile.write(b" ")
            elif how == "endless":
                self._head(200, 10**12)
                while not server.released.is_set():
                    self.wfile.write(b" " * 65_536)
            elif how == "html":
                self._send(200, None, raw=b"<html>Welcome to the hotel's wireless network</html>")
            elif how == "gzip":
                self._send(200, None, raw=b"\x1f\x8b", encoding="gzip")
            elif how == "not http":
                self.wfile.write(b"\x00\xff hello\r\n\r\n")
                self.close_connection = True
            elif how == "no schema":
                self._reject(
                    body, "response_format" in body, "response_format is not supported here"
                )
            elif how == "only objects":
                kind = body.get("response_format", {}).get("type")
                self._reject(body, kind == "json_schema", "response_format: json_schema is unknown")
            elif how == "new names":
                self._reject(
                    body,
                    "max_tokens" in body or "temperature" in body,
                    "Unsupported parameter: 'max_tokens'; use 'max_completion_tokens' instead."
                    if "max_tokens" in body
                    else "'temperature' does not support 0 with this model.",
                )
            else:
                self.close_connection = True

        def _reject(self, body: dict[str, Any], rejected: bool, why: str) -> None:
            if rejected:
                self._send(400, {"error": {"message": why, "type": "invalid_request_error"}})
            else:
                self._send(200, LIES["in words"])

        def _head(self, status: int, length: int, encoding: str | None = None) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(length))
            if encoding:
                self.send_header("content-encoding", encoding)
            self.end_headers()

        def _send(
            self, status: int, data: Any, raw: bytes | None = None, encoding: str | None = None
        ) -> None:
            content = raw if raw is not None else json.dumps(data).encode()
            self._head(status, len(content), encoding)
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def wait_until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Poll until something is true; fails the test otherwise."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
