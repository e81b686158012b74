"""Durable work through the real engine: deliveries with retries, second opinions, and a slow model."""

# ruff: noqa: B023 - the lambdas that name a loop variable are called at once

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from desk_double import Double
from desk_kit import KEY, fresh_postgres, message, post, settings
from fastapi.testclient import TestClient

from desk.app import create_app

pytest_plugins = ["desk_kit"]
SECRET = "delivery-secret"


class Target:
    """A helpdesk that answers with the statuses it is given, then with 200."""

    def __init__(self, *statuses: int) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        left = list(statuses)
        target = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                target.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(left.pop(0) if left else 200)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/in"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    return fresh_postgres(request.getfixturevalue("postgres"))


def running(url: str, second_opinion: Any = None, **more: Any) -> Iterator[TestClient]:
    app = create_app(
        settings(url, undo=0.2, delivery_backoff=0.1, delivery_secret=SECRET, poll=0.05, **more),
        classifier=Double(),
        second_opinion=second_opinion,
        pages=False,
    )
    with TestClient(app, headers={"Authorization": f"Bearer {KEY}"}) as client:
        yield client


def until(check: Callable[[], Any], seconds: float = 15) -> Any:
    end = time.monotonic() + seconds
    while not (found := check()) and time.monotonic() < end:
        time.sleep(0.05)
    assert found
    return found


def test_deliveries_are_signed_retried_and_end(url: str) -> None:
    target = Target(500, 302)
    for client in running(url, delivery_url=target.url):
        here = f"/v1/drafts/{post(client, 'm1', ticket={'id': '77', 'url': 'https://x.example/77'})['id']}"
        assert client.post(f"{here}/approve").json()["delivery"]["state"] == "pending"
        until(lambda: client.get(here).json()["state"] == "delivered")
        head, raw = target.got[-1]
        mac = hmac.new(SECRET.encode(), head["x-arrears-timestamp"].encode() + raw, hashlib.sha256)
        assert head["x-arrears-signature"] == base64.b64encode(mac.digest()).decode()
        sent = json.loads(raw)
        assert (sent["ticket"]["id"], sent["approved"]["by"]) == ("77", "key settings")
        assert {"group", "tags", "internal_note"} == sent["route"].keys()
        assert len({head["x-arrears-delivery"] for head, _ in target.got}) == 1
        assert len(target.got) == 3  # a redirect is not followed, it is a failed try

        taken_back = post(client, "m2")["id"]
        client.post(f"/v1/drafts/{taken_back}/approve")
        assert client.post(f"/v1/drafts/{taken_back}/undo").json()["state"] == "claimed"
        time.sleep(0.6)
        assert len(target.got) == 3


def test_a_dead_letter_is_seen_and_can_be_sent_again(tmp_path: Path) -> None:
    target = Target(500, 500, 404)
    for client in running(
        f"sqlite:///{tmp_path}/d.db", delivery_url=target.url, delivery_attempts=2
    ):
        here = f"/v1/drafts/{post(client, 'm1')['id']}"
        client.post(f"{here}/approve")
        failed = until(lambda: (c := client.get(here).json())["state"] == "failed" and c)
        assert (failed["delivery"]["attempts"], failed["delivery"]["error"]) == (2, "answered 500")
        assert client.get("/v1/queue?state=failed").json()["items"][0]["id"] == failed["id"]
        assert client.post(f"{here}/redeliver").json()["state"] == "approved"
        until(
            lambda: client.get(here).json()["delivery"]["error"] == "answered 404"
        )  # final at once
        client.post(f"{here}/redeliver")
        until(lambda: client.get(here).json()["state"] == "delivered")


def test_a_second_opinion_replaces_only_what_nobody_touched(url: str) -> None:
    asked = threading.Event()
    go = threading.Event()

    def opinion(reply: Any, first: Any, account: Any) -> Any:
        asked.set()
        assert go.wait(10)
        if "fails" in reply.body:
            raise RuntimeError("no")
        update = {"scenarios": ("payment_plan_request",), "primary": "payment_plan_request",
                  "source": "both", "confidence": "medium", "abstained": False}  # fmt: skip
        return first.model_copy(update=update)

    for client in running(url, second_opinion=opinion):
        slow, held, sure = (
            post(client, f"m{n}", text) for n, text in enumerate(["hm", "hm 2", "bad work"])
        )
        failing = post(client, "m4", "hm fails")
        client.post(f"/v1/drafts/{held['id']}/claim")
        assert asked.wait(10)
        began = time.monotonic()
        for n in range(20):
            assert client.post("/v1/drafts", json=message(f"x{n}", "bad work")).is_success
        assert time.monotonic() - began < 5  # a slow model blocks nothing
        go.set()
        until(
            lambda: (
                client.get(f"/v1/drafts/{slow['id']}").json()["classification"]["source"] == "both"
            )
        )
        new = client.get(f"/v1/drafts/{slow['id']}").json()
        assert (new["draft"]["origin"], new["classification"]["primary"]) == (
            "opinion",
            "payment_plan_request",
        )
        time.sleep(0.3)
        for case, source in ((held, "baseline"), (sure, "baseline"), (failing, "baseline")):
            kept = client.get(f"/v1/drafts/{case['id']}").json()
            assert kept["classification"]["source"] == source
        assert client.get("/readyz").json()["checks"]["engine"] == "ok"
