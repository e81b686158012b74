"""What must hold on every page: headers, escaping, downloads, signing in, sizes, limits of roles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from desk_pages_kit import PASSWORD, add, application, send, token, visitor
from fastapi import FastAPI
from fastapi.testclient import TestClient

from classifier.classification import Evidence
from classifier.corpus import Row
from classifier.reply import Reply
from desk import audit, cases, editing, users
from desk.context import Actor, Desk
from desk.pages import assets, cells, labelled, letter
from desk.pages.span import span

LIMIT = 100_000
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} instalments"


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return application(tmp_path)


@pytest.fixture
def desk(app: FastAPI) -> Desk:
    found: Desk = app.state.desk
    return found


@pytest.fixture
def ana(app: FastAPI) -> TestClient:
    return visitor(app)


def test_every_answer_carries_the_protecting_headers(
    app: FastAPI, desk: Desk, ana: TestClient
) -> None:
    case = add(desk, "m-1", files={"a.pdf": b"x"})
    asset = assets.address("js/app.js")
    for path in (
        "/queue",
        f"/queue/{case}",
        f"/queue/{case}/files/0",
        "/queue/none",
        asset,
        "/sign-in",
        "/",
    ):
        headers = ana.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        kept = "immutable" in headers["cache-control"]
        assert kept == path.startswith("/static/"), path


def test_no_page_has_inline_script_style_or_a_foreign_address(app: FastAPI, desk: Desk) -> None:
    case, root = add(desk, "m-1"), visitor(app, "root")
    for path in ("/queue", f"/queue/{case}", "/lead", "/deliveries", "/people"):
        html = root.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", html), path
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', html), path


def test_what_a_client_wrote_never_becomes_markup(desk: Desk, ana: TestClient) -> None:
    case = add(desk, "m-1", EVIL, subject=EVIL, files={"<b>.html": EVIL.encode()})
    editing.edit(desk, case, Actor("ana"), EVIL)
    for path in ("/queue", f"/queue/{case}", "/queue?q=%3Cscript%3Ealert"):
        html = ana.get(path).text
        assert "<script>alert" not in html, path
        assert "<img" not in html, path
        assert "49 instalments" not in html, path


def test_a_file_is_only_ever_saved(desk: Desk, ana: TestClient) -> None:
    case = add(desk, "m-1", files={'x";evil.html\u202e': b"<script>", "ünï.pdf": b"1"})
    first = ana.get(f"/queue/{case}/files/0")
    assert first.headers["content-type"] == "application/octet-stream"
    assert first.headers["content-disposition"].startswith('attachment; filename="x_evil.html_"')
    assert "%C3%BCn" in ana.get(f"/queue/{case}/files/1").headers["content-disposition"]
    assert ana.get(f"/queue/{case}/files/7").status_code == 404


def test_a_huge_message_makes_a_small_page(desk: Desk, ana: TestClient) -> None:
    case = add(desk, "m-1", "instalments & more <b>\n" * 40_000)
    assert len(ana.get(f"/queue/{case}").content) < LIMIT
    assert len(ana.get(f"/queue/{case}/message").content) > LIMIT


def test_a_full_queue_page_is_small(app: FastAPI, desk: Desk, ana: TestClient) -> None:
    for n in range(32):
        add(desk, f"m-{n}", "my lawyer: instalments, more time, bad work. " * 60)
    page = ana.get("/queue")
    assert len(page.content) < LIMIT
    assert page.text.count("data-case") == 30
    following = re.search(r'href="(/queue\?[^"]*cursor=[^"]+)" rel="next"', page.text)
    assert following is not None
    assert ana.get(following[1].replace("&amp;", "&")).text.count("data-case") == 2
    assert ana.get("/queue?cursor=nonsense&band=x&age=y&state=z").status_code == 200


def test_filters_narrow_and_counts_stay(desk: Desk, ana: TestClient) -> None:
    plan, sick = add(desk, "m-1"), add(desk, "m-2", "my lawyer says bad work", subject="zebra")
    for query, found in (
        ("scenario=payment_plan_request", {plan}),
        ("band=high&view=person", {sick}),
        ("age=7d", set()),
        ("age=new", {plan, sick}),
        ("q=zeb", {sick}),
        ("view=mine", set()),
        ("state=approved", set()),
    ):
        html = ana.get(f"/queue?{query}").text
        assert set(re.findall(r'id="case-(\w+)"', html)) == found, query
        assert 'All open <span class="count">2</span>' in html
    assert re.findall(r'id="case-(\w+)"', ana.get("/queue").text) == [sick, plan]


def test_rows_are_sent_again_only_after_a_change(desk: Desk, ana: TestClient) -> None:
    add(desk, "m-1")
    mark = audit.last_change(desk.db)
    assert ana.get(f"/queue/rows?since={mark}").status_code == 204
    add(desk, "m-2")
    assert "m-2" in ana.get(f"/queue/rows?since={mark}").text


def test_signing_in_is_slowed_kindly_and_goes_nowhere_else(app: FastAPI) -> None:
    nobody = visitor(app, None)
    right = {"name": "Ana ", "password": PASSWORD}
    answer = nobody.post("/sign-in", data={**right, "to": "//evil.example/x"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    foreign = nobody.post("/sign-in", data=right, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    wrong = [nobody.post("/sign-in", data={"name": "bo", "password": f"no-{n}"}) for n in range(7)]
    assert wrong[0].status_code == 401
    assert "Name or password is wrong" in wrong[0].text
    assert wrong[-1].status_code == 429
    assert "wait" in wrong[-1].text
    assert int(wrong[-1].headers["retry-after"]) >= 1


def test_signing_out_ends_the_session(ana: TestClient) -> None:
    cookie = dict(ana.cookies)
    assert send(ana, "/sign-out").status_code == 303
    for name, value in cookie.items():
        ana.cookies.set(name, value)
    assert ana.get("/queue").status_code == 303


def test_an_admin_manages_people_but_not_the_own_access(app: FastAPI, desk: Desk) -> None:
    root = visitor(app, "root")
    new = {"name": "cy", "role": "agent", "password": "long enough"}
    assert send(root, "/people", **new).status_code == 303
    assert send(root, "/people", **new).status_code == 409
    assert send(root, "/people", **{**new, "name": "dd", "role": "king"}).status_code == 422
    assert send(root, "/people", **{**new, "name": "dd", "password": "x"}).status_code == 422
    assert send(root, "/people/cy", role="lead").status_code == 303
    assert users.get(desk, "cy").role == "lead"
    cy = visitor(app, "cy")
    assert send(root, "/people/cy", active="no").status_code == 303
    assert cy.get("/queue").status_code == 303
    assert send(root, "/people/nobody", active="no").status_code == 404
    assert send(root, "/people/root", role="agent").status_code == 422
    assert users.get(desk, "root").role == "admin"
    assert send(visitor(app, "lea"), "/people", **new).status_code == 403


def test_the_guard_answers_while_an_agent_types(desk: Desk, ana: TestClient) -> None:
    case = add(desk, "m-1")
    answer = send(ana, f"/queue/{case}/guard", body="Hello 😀 you owe $99,999.00.").json()
    (found,) = answer["violations"]
    assert found["title"] == "Not in the account"
    assert "".join(text for _, _, text in answer["runs"]) == "Hello 😀 you owe $99,999.00."
    json_wanted = {"csrf": token(ana)}
    lost = ana.post(
        "/queue/nothing/guard", data=json_wanted, headers={"accept": "application/json"}
    )
    assert lost.json()["type"] == "urn:arrears:problem:not-found"


def test_a_claim_is_kept_while_its_holder_types(app: FastAPI, desk: Desk, ana: TestClient) -> None:
    case = add(desk, "m-1")
    first = send(ana, f"/queue/{case}/hold").json()
    again = send(ana, f"/queue/{case}/hold").json()
    assert (first["by"], first["version"]) == ("ana", again["version"])
    assert again["lease_until"] > first["lease_until"]
    assert send(visitor(app, "bo"), f"/queue/{case}/hold").status_code == 409


def test_cells_are_never_formulas() -> None:
    for text in ("=1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r\n=1"):
        assert cells.safe(text).startswith("'"), text
    assert cells.safe("a=1") == "a=1"
    assert list(cells.lines(["a"], [["x,y"], [None]])) == ["a\r\n", '"x,y"\r\n', '""\r\n']


def test_exported_labels_are_rows_of_the_corpus(desk: Desk) -> None:
    case = add(desk, "m-1", "hm", files={"a.pdf": b""})
    editing.relabel(desk, case, Actor("ana"), ["freelancer_dispute", "extension_request"])
    (line,) = labelled.rows(desk, span(7, desk.now()))
    row = Row.model_validate(json.loads(line))
    assert row.scenarios == ["extension_request", "freelancer_dispute"]
    assert row.attachments == ["a.pdf"]


def test_a_letter_folds_history_and_marks_the_deciding_words() -> None:
    body = "Pay 😀 later?\n\nOn Mon, Bo wrote:\n> Pay now."
    made = letter.letter(
        Reply(id="1", body=body), [Evidence(start=4, end=11, scenario="extension_request")]
    )
    assert [b.kind for b in made.blocks] == ["own", "quoted"]
    assert [(p.text, p.scenarios) for p in made.blocks[0].pieces] == [
        ("Pay ", ()),
        ("😀 later", ("extension_request",)),
        ("?", ()),
    ]


def test_an_html_letter_is_shown_as_text_with_its_marks() -> None:
    body = "<html><body><p>More <b>time</b>, please</p><script>alert(1)</script></body></html>"
    at = body.index("time")
    made = letter.letter(
        Reply(id="1", body=body), [Evidence(start=at, end=at + 4, scenario="extension_request")]
    )
    text = "".join(p.text for b in made.blocks for p in b.pieces)
    assert (made.html, text) == (True, "More time, please")
    assert [p.text for b in made.blocks for p in b.pieces if p.scenarios] == ["time"]


def test_no_case_is_changed_by_looking(desk: Desk, ana: TestClient) -> None:
    case = add(desk, "m-1")
    before = cases.get(desk, case)
    for path in ("/queue", f"/queue/{case}", f"/queue/{case}/standing"):
        ana.get(path)
    assert cases.get(desk, case) == before


def test_odd_addresses_and_numbers_are_refused_not_broken(desk: Desk, ana: TestClient) -> None:
    case = add(desk, "m-1")
    for path in (
        "/queue/a%00b",
        f"/queue/{case}/files/{10**30}",
        f"/queue/{case}/files/-1",
        f"/queue?q={'x' * 300}",
        "/queue?q=%00",
        "/static/x/../../settings.py",
    ):
        assert ana.get(path).status_code in (200, 404, 422), path
    assert send(ana, f"/queue/{case}/reject", version=10**30, reason="x").status_code == 422
    assert send(ana, f"/queue/{case}/reject", version="x", reason="x").status_code == 422
    kept = send(ana, f"/queue/{case}/approve", version="x", body="my words")
    assert (kept.status_code, "my words" in kept.text) == (422, True)
    version = cases.get(desk, case).version
    assert send(ana, f"/queue/{case}/reject", version=version, reason="a\0b").status_code == 303
