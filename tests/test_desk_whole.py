"""The service with the shipped models: the samples' words in, a guarded draft out, approved and delivered."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_double import ACCOUNT
from desk_kit import KEY, settings
from fastapi.testclient import TestClient

from desk.app import create_app
from desk.serve import shipped

PLAN = "I can't pay all of this at once. Could I pay it off in four monthly instalments, please?"
LAWYER = "My attorney represents me in this matter. Do not contact me again, write to her office."


def test_a_message_goes_all_the_way(tmp_path: Path) -> None:
    try:
        models = shipped()
    except Exception as error:
        pytest.skip(f"no model here ({type(error).__name__})")
    app = create_app(
        settings(f"sqlite:///{tmp_path / 'desk.db'}"),
        classifier=models.classifier,
        sentence_model=models.sentence_model,
    )
    with TestClient(app, headers={"Authorization": f"Bearer {KEY}"}) as client:

        def post(name: str, body: str) -> dict[str, object]:
            reply = {"message_id": name, "subject": "Re: past due", "body": body}
            sent = {"reply": reply, "account": ACCOUNT}
            answer = client.post("/v1/drafts", params={"wait": 30}, json=sent)
            assert answer.status_code == 200
            found: dict[str, object] = answer.json()
            return found

        plan = post("m1", PLAN)
        assert plan["classification"]["primary"] == "payment_plan_request"  # type: ignore[index]
        assert "COL-4" in [c["clause"] for c in plan["decision"]["citations"]]  # type: ignore[index]
        assert client.post(f"/v1/drafts/{plan['id']}/approve").status_code == 200
        lawyer = post("m2", LAWYER)
        assert (lawyer["draft"], lawyer["decision"]["handling"]) == (None, "person")  # type: ignore[index]
        assert client.get("/v1/queue").json()["items"][0]["id"] == lawyer["id"]
        assert client.get("/sign-in").status_code == 200
