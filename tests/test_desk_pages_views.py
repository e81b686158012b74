"""Every view of the pages: works, wrong method, wrong person, without a token, done twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from desk_pages_kit import add, application, send, visitor
from fastapi import FastAPI
from fastapi.testclient import TestClient

from desk import cases, claims, editing, verdicts
from desk.context import Actor, Desk
from desk.states import State
from desk.tables import cases as table

ANA, BO, LEA = Actor("ana"), Actor("bo"), Actor("lea", "lead")
BARRED = "The balance is now $99,999.00."
PAGES = [
    "/queue",
    "/queue/rows",
    "/queue/{id}",
    "/queue/{id}/standing",
    "/queue/{id}/message",
    "/queue/{id}/files/0",
]
LEADS = ["/lead", "/lead?days=7", "/lead/cases.csv", "/lead/labels.jsonl", "/deliveries"]
POSTS = [
    f"/queue/{{id}}/{name}"
    for name in (
        "claim",
        "release",
        "lead",
        "relabel",
        "reject",
        "undo",
        "reopen",
        "edit",
        "approve",
        "guard",
        "hold",
    )
] + ["/queue/next", "/sign-out"]


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return application(tmp_path)


@pytest.fixture
def desk(app: FastAPI) -> Desk:
    found: Desk = app.state.desk
    return found


@pytest.fixture
def case(desk: Desk) -> str:
    return add(desk, "m-1", files={"proof.pdf": b"%PDF"})


@pytest.fixture
def ana(app: FastAPI) -> TestClient:
    return visitor(app)


def state(desk: Desk, case: str) -> State:
    return cases.get(desk, case).state


def now(desk: Desk, case: str) -> dict[str, Any]:
    """The fields that every form of the case page sends."""
    found = cases.get(desk, case)
    return {"version": found.version, "body": found.text or ""}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_an_agent_and_leads_a_stranger_to_the_door(
    app: FastAPI, case: str, ana: TestClient, path: str
) -> None:
    address = path.format(id=case)
    assert ana.get(address).status_code == 200
    away = visitor(app, None).get(address)
    assert (away.status_code, away.headers["location"].partition("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("path", LEADS)
def test_a_leads_page_is_for_leads(app: FastAPI, case: str, ana: TestClient, path: str) -> None:
    assert visitor(app, "lea").get(path).status_code == 200
    assert ana.get(path).status_code == 403
    assert visitor(app, None).get(path).status_code == 303


def test_people_is_for_admins(app: FastAPI) -> None:
    assert visitor(app, "root").get("/people").status_code == 200
    assert visitor(app, "lea").get("/people").status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_without_its_token_or_a_session(
    app: FastAPI, desk: Desk, case: str, ana: TestClient, path: str
) -> None:
    before = cases.get(desk, case)
    fields = {**now(desk, case), "reason": "x"}
    assert ana.post(path.format(id=case), data=fields).status_code == 403
    assert ana.post(path.format(id=case), data={**fields, "csrf": "guess"}).status_code == 403
    assert visitor(app, None).post(path.format(id=case), data=fields).status_code == 401
    assert cases.get(desk, case) == before


@pytest.mark.parametrize("path", [p for p in POSTS if p != "/queue/next"])
def test_a_changing_address_does_nothing_on_get(ana: TestClient, case: str, path: str) -> None:
    assert ana.get(path.format(id=case)).status_code == 405


def test_an_unknown_case_is_not_found(desk: Desk, ana: TestClient) -> None:
    assert ana.get("/queue/nothing").status_code == 404
    for path in POSTS[:-2]:
        fields = {"version": 1, "body": "x", "reason": "x", "scenario": "other"}
        assert send(ana, path.format(id="nothing"), **fields).status_code == 404, path


def test_approve_sends_once_and_says_so_the_second_time(
    desk: Desk, case: str, ana: TestClient
) -> None:
    fields = now(desk, case)
    first = send(ana, f"/queue/{case}/approve", **fields)
    assert (first.status_code, state(desk, case)) == (303, State.APPROVED)
    again = send(ana, f"/queue/{case}/approve", **fields)
    assert again.status_code == 409
    assert "already decided" in again.text


def test_edit_and_approve_keeps_the_agents_words(desk: Desk, case: str, ana: TestClient) -> None:
    fields = now(desk, case)
    words = fields["body"].replace("Kind regards", "With kind regards")
    answer = send(
        ana, f"/queue/{case}/approve", version=fields["version"], body=words.replace("\n", "\r\n")
    )
    assert answer.status_code == 303
    found = cases.get(desk, case)
    assert (found.text, found.edited, found.state) == (words, True, State.APPROVED)


def test_an_edit_that_breaks_a_rule_is_kept_but_only_a_lead_may_send_it(
    app: FastAPI, desk: Desk, case: str, ana: TestClient
) -> None:
    fields = now(desk, case)
    words = f"{fields['body']}\n\n{BARRED}"
    for extra in ({}, {"override": "I think so"}):
        version = cases.get(desk, case).version
        refused = send(ana, f"/queue/{case}/approve", version=version, body=words, **extra)
        assert refused.status_code in (403, 422), refused.text
        assert "$99,999.00" in refused.text
    assert state(desk, case) is State.CLAIMED
    claims.release(desk, case, ANA)
    lea, fields = visitor(app, "lea"), now(desk, case)
    assert send(lea, f"/queue/{case}/approve", **fields).status_code == 422
    fields = now(desk, case)
    passed = send(lea, f"/queue/{case}/approve", override="Agreed with finance", **fields)
    assert passed.status_code == 303
    assert "Agreed with finance" in lea.get(f"/queue/{case}").text


def test_a_medium_case_is_confirmed_first_and_a_low_one_preselects_nothing(
    desk: Desk, ana: TestClient
) -> None:
    medium, low = add(desk, "m-2", "maybe instalments"), add(desk, "m-3", "hm")
    refused = send(ana, f"/queue/{medium}/approve", **now(desk, medium))
    assert refused.status_code == 422
    assert state(desk, medium) is State.WAITING
    assert (
        send(ana, f"/queue/{medium}/approve", confirm="scenario", **now(desk, medium)).status_code
        == 303
    )
    page = ana.get(f"/queue/{low}").text
    assert 'type="checkbox" name="scenario"' in page
    assert not [
        line for line in page.splitlines() if 'name="scenario"' in line and " checked" in line
    ]
    assert send(ana, f"/queue/{low}/approve", **now(desk, low)).status_code == 422


def test_relabel_makes_the_draft_anew(desk: Desk, ana: TestClient) -> None:
    low = add(desk, "m-3", "hm")
    answer = send(ana, f"/queue/{low}/relabel", scenario=["payment_plan_request"], **now(desk, low))
    assert answer.status_code == 303
    found = cases.get(desk, low)
    assert found.labels == ("payment_plan_request",)
    assert "$840.50" in (found.text or "")
    assert send(ana, f"/queue/{low}/approve", **now(desk, low)).status_code == 303
    wrong = send(ana, f"/queue/{low}/relabel", scenario=["nonsense"], **now(desk, low))
    assert wrong.status_code == 422


def test_reject_hand_over_release_undo_reopen(
    app: FastAPI, desk: Desk, case: str, ana: TestClient
) -> None:
    assert send(ana, f"/queue/{case}/reject", reason=" ", **now(desk, case)).status_code == 422
    assert send(ana, f"/queue/{case}/reject", reason="spam", **now(desk, case)).status_code == 303
    assert send(ana, f"/queue/{case}/reject", reason="spam", **now(desk, case)).status_code == 409
    assert "Undo" in ana.get(f"/queue?notice=rejected&case={case}").text
    assert send(visitor(app, "bo"), f"/queue/{case}/undo").status_code == 409
    assert send(ana, f"/queue/{case}/undo").status_code == 303
    assert send(ana, f"/queue/{case}/undo").status_code == 409
    assert send(ana, f"/queue/{case}/release").status_code == 303
    assert send(ana, f"/queue/{case}/release").status_code == 409
    assert send(ana, f"/queue/{case}/lead", reason="", **now(desk, case)).status_code == 422
    assert send(ana, f"/queue/{case}/lead", reason="a lawyer", **now(desk, case)).status_code == 303
    assert send(ana, f"/queue/{case}/claim").status_code == 403
    lea = visitor(app, "lea")
    assert send(lea, f"/queue/{case}/claim").status_code == 303
    assert send(lea, f"/queue/{case}/reject", reason="spam", **now(desk, case)).status_code == 303
    assert send(ana, f"/queue/{case}/reopen", reason="not spam").status_code in (303, 403)


def test_the_second_agent_sees_who_was_first_and_keeps_every_word(
    app: FastAPI, desk: Desk, case: str, ana: TestClient
) -> None:
    fields = now(desk, case)
    assert send(ana, f"/queue/{case}/claim").status_code == 303
    words = "Dear <client>,\n\nthese words took me an hour."
    bo = visitor(app, "bo")
    for action in ("edit", "approve"):
        late = send(bo, f"/queue/{case}/{action}", version=fields["version"], body=words)
        assert late.status_code == 409
        assert "ana" in late.text
        assert "Dear &lt;client&gt;,\n\nthese words took me an hour." in late.text
    assert cases.get(desk, case).claimed_by == "ana"


def test_a_session_that_ended_gives_the_typed_words_back(
    desk: Desk, case: str, ana: TestClient
) -> None:
    ana.cookies.clear()
    answer = ana.post(f"/queue/{case}/edit", data={"version": 1, "body": "my long words"})
    assert answer.status_code == 401
    assert "my long words" in answer.text


def test_next_takes_the_sensitive_case_first_and_says_when_there_is_none(
    desk: Desk, case: str, ana: TestClient
) -> None:
    urgent = add(desk, "m-9", "my lawyer says bad work")
    assert send(ana, "/queue/next").headers["location"] == f"/queue/{urgent}"
    assert send(ana, "/queue/next").headers["location"] == f"/queue/{case}"
    assert send(ana, "/queue/next").headers["location"] == "/queue?notice=empty"


def test_a_leads_figures_and_exports_hold_what_was_done(
    app: FastAPI, desk: Desk, case: str
) -> None:
    sly = add(desk, "m-5", "hm", subject="=HYPERLINK(1)")
    editing.relabel(desk, sly, ANA, ["payment_plan_request"])
    verdicts.approve(desk, sly, ANA)
    editing.edit(desk, case, ANA, BARRED)
    lea = visitor(app, "lea")
    page = lea.get("/lead").text
    assert "Not in the account" in page
    assert "None of the five → Wants to pay in parts" in page
    table = lea.get("/lead/cases.csv")
    assert "attachment" in table.headers["content-disposition"]
    assert "'=HYPERLINK(1)" in table.text
    labels = lea.get("/lead/labels.jsonl").json()
    assert (labels["scenarios"], labels["primary"]) == (
        ["payment_plan_request"],
        "payment_plan_request",
    )


def test_failed_and_held_deliveries_are_listed_and_queued_again(
    app: FastAPI, desk: Desk, case: str
) -> None:
    verdicts.approve(desk, case, ANA)
    lea = visitor(app, "lea")
    assert f"/deliveries/{case}/again" in lea.get("/deliveries").text
    assert send(lea, f"/deliveries/{case}/again").status_code == 303
    assert send(visitor(app, "ana"), f"/deliveries/{case}/again").status_code == 403
    assert lea.get(f"/deliveries/{case}/again").status_code == 405


def test_a_claim_that_ran_out_is_taken_over_and_a_lead_need_not_wait(
    app: FastAPI, desk: Desk, case: str, ana: TestClient
) -> None:
    claims.claim(desk, case, BO)
    lea = visitor(app, "lea")
    assert "Take over as lead" in lea.get(f"/queue/{case}").text
    assert send(lea, f"/queue/{case}/claim", force="true").status_code == 303
    assert send(ana, f"/queue/{case}/claim", force="true").status_code == 409
    past = desk.now() - timedelta(seconds=1)
    with desk.db.write() as tx:
        tx.execute(table.update().where(table.c.id == case), {"lease_until": past})
    assert "Take over" in ana.get(f"/queue/{case}").text
    assert send(ana, f"/queue/{case}/claim").status_code == 303
    assert cases.get(desk, case).claimed_by == "ana"
