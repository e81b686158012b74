"""The HTTP API: every route works, refuses the wrong method and the wrong person, and survives a repetition."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from desk_double import ACCOUNT
from desk_kit import KEY, message, post, serving
from fastapi.testclient import TestClient

from desk import keys

pytest_plugins = ["desk_kit"]
PROBLEM = "application/problem+json"


def is_problem(answer: Any, status: int, kind: str | None = None) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    body: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail"} <= body.keys()
    assert body["status"] == status
    if kind:
        assert body["type"].endswith(f":{kind}")
    return body


def test_a_message_is_drafted_and_a_redelivery_finds_the_same_case(client: TestClient) -> None:
    made = post(client, "m1")
    assert made["state"] == "waiting"
    assert made["draft"]["body"].startswith("Hello Jordan Reyes")
    assert made["draft"]["body"] == "".join(s["text"] for s in made["draft"]["segments"])
    assert made["decision"]["citations"]
    assert made["route"]["tags"]
    assert made["links"]["self"] == f"/v1/drafts/{made['id']}"
    again = client.post("/v1/drafts", json=message("m1"))
    assert (again.status_code, again.json()["id"]) == (200, made["id"])
    is_problem(client.post("/v1/drafts", json=message("m1", "other words")), 409, "changed")
    assert client.get(made["links"]["self"]).json() == made


def test_without_waiting_the_answer_is_202_with_the_case(tmp_path: Path) -> None:
    from desk_double import Double

    for client in serving(tmp_path, Double(0.3)):
        answer = client.post("/v1/drafts", json=message("m1"))
        assert (answer.status_code, answer.json()["state"]) in [
            (202, "received"),
            (202, "drafting"),
        ]
        assert answer.json()["draft"] is None
        late = client.post("/v1/drafts", params={"wait": 5}, json=message("m1"))
        assert (late.status_code, late.json()["state"]) == (200, "waiting")


def test_idempotency_keys(client: TestClient) -> None:
    head = {"Idempotency-Key": "k1"}
    first = client.post("/v1/drafts", json=message("m1"), headers=head).json()
    assert client.post("/v1/drafts", json=message("m1"), headers=head).json()["id"] == first["id"]
    is_problem(client.post("/v1/drafts", json=message("m2"), headers=head), 422, "key-reused")
    is_problem(
        client.post("/v1/drafts", json=message("m2"), headers={"Idempotency-Key": "a b"}), 422
    )


def test_an_agents_way_through_a_case(client: TestClient) -> None:
    here = f"/v1/drafts/{post(client, 'm1')['id']}"

    def act(name: str, agent: str, **body: Any) -> Any:
        return client.post(f"{here}/{name}", json={"agent": agent, **body})

    claimed = act("claim", "ana").json()
    assert (claimed["state"], claimed["claimed_by"]) == ("claimed", "ana (key settings)")
    assert is_problem(act("claim", "bo"), 409, "claimed")["by"] == "ana (key settings)"
    assert act("claim", "ana").status_code == 200
    edited = act("edit", "ana", body="You may pay in three installments.", version=3).json()
    assert edited["violations"][0]["kind"] == "plan_offer"
    assert is_problem(act("approve", "ana"), 422, "guarded")["violations"]
    is_problem(act("approve", "ana", override="please"), 403)
    is_problem(act("edit", "bo", body="Hello", version=3), 409, "changed")
    anew = act("relabel", "ana", scenarios=["freelancer_dispute"]).json()
    assert anew["decision"]["scenarios"] == ["freelancer_dispute"]
    assert act("release", "ana").json()["state"] == "waiting"
    is_problem(act("release", "ana"), 409, "state")
    approved = act("approve", "bo").json()
    assert (approved["state"], approved["delivery"]["state"]) == ("approved", "held")
    is_problem(act("approve", "bo"), 409, "state")
    is_problem(act("reject", "bo", reason="late"), 409, "state")
    assert act("undo", "bo").json()["state"] == "claimed"
    assert act("reject", "bo", reason="answered by phone").json()["state"] == "rejected"
    assert act("reopen", "bo", reason="not so").json()["state"] == "claimed"
    assert act("handover", "bo", reason="too hot").json()["with_lead"] is True
    is_problem(act("claim", "ana"), 403, "forbidden")
    is_problem(act("redeliver", "ana"), 409)
    actions = [e["action"] for e in client.get(f"{here}/audit").json()["items"]]
    assert actions[:4] == ["accepted", "taken for drafting", "drafted", "claimed"]


def test_a_leads_key_may_do_more(client: TestClient) -> None:
    desk = client.app.state.desk  # type: ignore[attr-defined]
    key, secret = keys.add(desk, "lead desk", "lead")
    here = f"/v1/drafts/{post(client, 'm1')['id']}"
    client.post(f"{here}/edit", json={"body": "You may pay in three installments."})
    lead = {"Authorization": f"Bearer {secret}"}
    assert client.post(f"{here}/claim", json={"force": True}, headers=lead).status_code == 200
    done = client.post(f"{here}/approve", json={"override": "agreed"}, headers=lead)
    assert done.json()["decided_by"] == "key lead desk"
    keys.revoke(desk, key.id)
    client.app.state.gate._known.clear()  # type: ignore[attr-defined]
    is_problem(client.get(here, headers=lead), 401, "unauthorized")


def test_the_queue_over_http(client: TestClient) -> None:
    for n in range(3):
        post(client, f"m{n}")
    post(client, "s", "bad work, says my lawyer")
    page = client.get("/v1/queue", params={"limit": 3}).json()
    assert [c["message_id"] for c in page["items"]] == ["s", "m0", "m1"]
    rest = client.get("/v1/queue", params={"limit": 3, "cursor": page["next"]}).json()
    assert ([c["message_id"] for c in rest["items"]], rest["next"]) == (["m2"], None)
    found = client.get(
        "/v1/queue?state=&scenario=freelancer_dispute&confidence=&q=lawy&cursor=&limit=5"
    )
    assert [c["message_id"] for c in found.json()["items"]] == ["s"]
    assert client.get("/v1/queue?state=waiting&state=approved").status_code == 200
    for wrong in ("state=no", "scenario=no", "confidence=no", "limit=0", "limit=x"):
        is_problem(client.get(f"/v1/queue?{wrong}"), 422)
    is_problem(client.get("/v1/queue?cursor=no"), 404)


def test_accounts_are_loaded_ahead(client: TestClient) -> None:
    assert client.put("/v1/accounts/c-1042", json=ACCOUNT).status_code == 201
    assert client.put("/v1/accounts/c-1042", json=ACCOUNT).status_code == 200
    assert client.get("/v1/accounts/c-1042").json()["balance"] == "840.50"
    is_problem(client.get("/v1/accounts/nobody"), 404)
    is_problem(client.put("/v1/accounts/other", json=ACCOUNT), 422)
    is_problem(client.put("/v1/accounts/c-1", json={"balance": "much", "extra": 1}), 422)
    made = post(client, "m1", account=None, client_id="c-1042")
    assert "$840.50" in made["draft"]["body"]


def test_the_parts_on_their_own(client: TestClient) -> None:
    one = client.post("/v1/classify", json={"id": "r", "body": "bad work"}).json()
    assert (one["id"], one["primary"]) == ("r", "freelancer_dispute")
    many = client.post(
        "/v1/classify", json={"items": [{"body": "bad work"}, {"body": "hm"}]}
    ).json()
    assert [c["primary"] for c in many["items"]] == ["freelancer_dispute", "other"]
    is_problem(client.post("/v1/classify", json={"items": [{"body": ""}] * 101}), 413)
    is_problem(client.post("/v1/classify", json={"body": "crash"}), 422, "unreadable")
    text = "We agree to three installments."
    found = client.post("/v1/guard", json={"id": "t", "text": text, "account": ACCOUNT}).json()
    assert (found["id"], found["violations"][0]["kind"]) == ("t", "plan_offer")
    both = client.post("/v1/guard", json={"items": [{"text": "Hello."}, {"text": text}]}).json()
    assert [bool(g["violations"]) for g in both["items"]] == [False, True]
    law = client.get("/v1/policy").json()
    assert law["clauses"]["COL-4"]["plain"]
    assert law["macros"]["en"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/queue"), ("POST", "/v1/drafts"), ("GET", "/v1/drafts/x"), ("GET", "/v1/drafts/x/audit"),
        ("POST", "/v1/drafts/x/claim"), ("POST", "/v1/drafts/x/release"), ("POST", "/v1/drafts/x/approve"),
        ("POST", "/v1/drafts/x/edit"), ("POST", "/v1/drafts/x/relabel"), ("POST", "/v1/drafts/x/reject"),
        ("POST", "/v1/drafts/x/undo"), ("POST", "/v1/drafts/x/handover"), ("POST", "/v1/drafts/x/reopen"),
        ("POST", "/v1/drafts/x/redeliver"), ("POST", "/v1/classify"), ("POST", "/v1/guard"),
        ("GET", "/v1/policy"), ("PUT", "/v1/accounts/x"), ("GET", "/v1/accounts/x"),
    ],
)  # fmt: skip
def test_every_route_wants_a_key_and_its_own_method(
    client: TestClient, method: str, path: str
) -> None:
    body = {} if method in ("POST", "PUT") else None
    for header in ("", "Bearer wrong-key", "Basic abc", f"bearer{KEY}", "Bearer "):
        answer = client.request(method, path, json=body, headers={"Authorization": header})
        is_problem(answer, 401, "unauthorized")
        assert answer.headers["www-authenticate"] == "Bearer"
    wrong = client.request("PATCH", path)
    is_problem(wrong, 405, "method-not-allowed")
    assert method in wrong.headers["allow"]


@pytest.mark.parametrize("action", ["claim", "release", "approve", "undo", "redeliver"])
def test_unknown_cases_are_404(client: TestClient, action: str) -> None:
    is_problem(client.post(f"/v1/drafts/nope/{action}"), 404, "not-found")
    is_problem(client.get("/v1/drafts/nope%00"), 404, "not-found")


def test_unusable_bodies_are_refused_politely(client: TestClient) -> None:
    def send(raw: bytes, kind: str = "application/json") -> Any:
        return client.post("/v1/drafts", content=raw, headers={"Content-Type": kind})

    good = b'{"reply":{"message_id":"m","body":"%s"}}'
    is_problem(send(b"{"), 422)
    is_problem(send(b"[]"), 422)
    is_problem(send(b""), 422)
    is_problem(send(good % b"\xff"), 400)
    is_problem(send(good % b"x", "text/plain"), 422)
    is_problem(send(b"[" * 100_000 + b"]" * 100_000), 400)
    is_problem(send(b'{"a":' * 500 + b"1" + b"}" * 500), 400)
    is_problem(send(good % b"\\u0000"), 422)
    is_problem(send(good % b"\\ud800"), 400)
    is_problem(send(good % b"\\udc00\\ud800"), 400)
    is_problem(send(b'{"reply":{"message_id":%s}}' % (b"9" * 5000)), 400)
    is_problem(send(good % (b"x" * 1_000_001)), 422)
    is_problem(send(b" " * 10_000_001), 413, "too-large")
    assert send(good % b"\\ud83d\\ude00 \\\\u0000 {[{[").is_success
    attachments = {"attachments": [{"name": "a.pdf", "content_base64": "?"}]}
    is_problem(client.post("/v1/drafts", json=message("m9", reply=attachments)), 422)
    attachments = {"attachments": [{"name": "a", "content_base64": "A" * 7_000_000}]}
    is_problem(client.post("/v1/drafts", json=message("m9", reply=attachments)), 413)
    late = {"received_at": "0001-01-01T00:00:00+14:00"}
    assert client.post("/v1/drafts", json=message("m10", reply=late)).is_success


def test_attachments_are_kept_as_they_came(client: TestClient) -> None:
    from desk import cases

    content = base64.b64encode(b"%PDF bytes").decode()
    files = {
        "attachments": [
            {"name": "r.pdf", "content_type": "application/pdf", "content_base64": content}
        ]
    }
    made = post(client, "m1", reply=files)
    kept = cases.file(client.app.state.desk, made["id"], 0)  # type: ignore[attr-defined]
    assert (kept.name, kept.content, kept.size) == ("r.pdf", b"%PDF bytes", 10)


def test_a_key_that_sends_too_much_has_to_wait(tmp_path: Path) -> None:
    for client in serving(tmp_path, rate=1, rate_burst=3):
        codes = [client.get("/v1/policy").status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        answer = client.get("/v1/policy")
        is_problem(answer, 429, "rate")
        assert int(answer.headers["retry-after"]) >= 1


def test_health_metrics_and_documentation_are_open(client: TestClient) -> None:
    client.headers.pop("authorization")
    assert client.get("/healthz").json()["status"] == "ok"
    ready = client.get("/readyz").json()
    assert (ready["status"], set(ready["checks"].values())) == ("ok", {"ok"})
    assert "arrears_cases" in client.get("/metrics").text
    assert client.get("/docs").status_code == 200
    assert client.get("/openapi.json").json()["paths"]["/v1/drafts"]["post"]
    is_problem(client.get("/nope"), 404, "not-found")


def test_what_nobody_caught_is_a_problem_without_its_message(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the client's own words")

    monkeypatch.setattr("desk.cases.get", broken)
    answer = client.get("/v1/drafts/x")
    body = is_problem(answer, 500, "internal")
    assert answer.headers["x-request-id"] in body["detail"]
    assert "own words" not in answer.text + "".join(capfd.readouterr())


def test_logs_hold_no_words_of_a_client(
    client: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    post(client, "m-secretid", "crash secretword", reply={"subject": "secretsubject"})
    client.get("/v1/queue?q=secretquery")
    written = "".join(capfd.readouterr())
    assert "request" in written
    assert "secret" not in written
