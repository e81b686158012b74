"""Zendesk's webhook in: signature, clock, both forms of body, repetition."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desk_kit import serving
from fastapi.testclient import TestClient

SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="  # Zendesk's documented one for tests
FORM = {
    "ticket_id": 35436,
    "comment_id": 9,
    "subject": "Re",
    "body": "bad work",
    "from": "a@b.example",
}
EVENT = {
    "type": "zen:event-type:ticket.comment_added",
    "detail": {"id": "35436", "subject": "Re"},
    "event": {
        "comment": {
            "id": "10",
            "body": "bad work",
            "is_public": True,
            "author": {"is_staff": False},
        }
    },
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    for found in serving(tmp_path, zendesk_secret=SECRET):
        found.headers.pop("authorization")
        yield found


def send(client: TestClient, body: Any, *, secret: str = SECRET, ago: float = 0) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    stamp = (datetime.now(UTC) - timedelta(seconds=ago)).isoformat()
    mac = hmac.new(secret.encode(), stamp.encode() + raw, hashlib.sha256)
    head = {
        "X-Zendesk-Webhook-Signature": base64.b64encode(mac.digest()).decode(),
        "X-Zendesk-Webhook-Signature-Timestamp": stamp,
        "Content-Type": "application/json",
    }
    return client.post("/v1/webhooks/zendesk", content=raw, headers=head)


@pytest.mark.parametrize("body", [FORM, EVENT])
def test_a_comment_becomes_one_case(client: TestClient, body: dict[str, Any]) -> None:
    first, again = send(client, body), send(client, body)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()


def test_a_newer_comment_supersedes_the_draft_before_it(client: TestClient) -> None:
    from desk import cases

    desk = client.app.state.desk  # type: ignore[attr-defined]
    first = send(client, FORM).json()["id"]
    later = send(client, {**FORM, "comment_id": 10}).json()["id"]
    client.app.state.drafter.stop()  # type: ignore[attr-defined]
    assert cases.get(desk, first).newer_id == later


def test_what_zendesk_did_not_sign_lately_is_refused(client: TestClient) -> None:
    assert send(client, FORM, secret="other-secret").status_code == 401
    assert send(client, FORM, ago=1000).status_code == 401
    assert send(client, FORM, ago=-1000).status_code == 401
    assert client.post("/v1/webhooks/zendesk", json=FORM).status_code == 401
    assert client.get("/v1/webhooks/zendesk").status_code == 405


def test_staff_and_notes_are_left_alone_and_nonsense_is_refused(client: TestClient) -> None:
    assert send(client, {**FORM, "is_staff": True}).status_code == 204
    assert send(client, {**FORM, "is_public": False}).status_code == 204
    for body in ({}, [], b"{", {**FORM, "body": 7}):
        assert send(client, body).status_code == 422
        assert send(client, body).headers["content-type"] == "application/problem+json"


def test_without_a_secret_there_is_no_such_address(tmp_path: Path) -> None:
    for client in serving(tmp_path):
        assert send(client, FORM).status_code == 404
