"""The queue in a real Chromium: every action by keyboard and by mouse, two agents, live lists, no scripts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import DESK, browser, console_errors, screen
from desk_pages_kit import PASSWORD, Agent, add, application, served
from selenium.webdriver.common.keys import Keys

from desk import audit, cases, claims
from desk.context import Actor, Desk

BO = Actor("bo")
BARRED = " The balance is now $99,999.00."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Desk]]:
    app = application(tmp_path_factory.mktemp("site"))
    with served(app) as address:
        yield address, app.state.desk


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with browser() as found:
        screen(found, DESK)
        yield found


@pytest.fixture
def ana(driver: Any, site: tuple[str, Desk]) -> Iterator[Agent]:
    agent = Agent(driver, *site).enter("ana")
    console_errors(driver)
    yield agent
    agent.driver.get("about:blank")
    if alert := _alert(driver):
        alert.accept()


def _alert(driver: Any) -> Any:
    from selenium.common.exceptions import NoAlertPresentException

    try:
        return driver.switch_to.alert
    except NoAlertPresentException:
        return None


@pytest.fixture
def case(site: tuple[str, Desk], request: pytest.FixtureRequest) -> str:
    return add(site[1], request.node.name)


def test_signing_in_by_form(driver: Any, site: tuple[str, Desk]) -> None:
    agent = Agent(driver, *site)
    driver.get(f"{agent.address}/static/x/icon.svg")
    driver.delete_all_cookies()
    agent.go("/lead")
    assert agent.script("document.activeElement.name") == "name"
    agent.press("lea", Keys.TAB, PASSWORD, Keys.ENTER).at("/lead")
    agent.click(".who button").at("/sign-in?notice=bye")


def test_j_k_enter_walk_and_open_the_list(ana: Agent, case: str) -> None:
    add(ana.desk, "walk-2")
    ana.go("/queue").press("j")
    first = ana.script("document.activeElement.id")
    ana.press("j")
    assert ana.script("document.activeElement.id") != first
    ana.press("k")
    assert ana.script("document.activeElement.id") == first
    ana.press(Keys.ENTER).at(f"/queue/{first.removeprefix('case-')}")
    ana.press("u").at("/queue")


def test_search_by_slash_and_keys_are_off_while_typing(ana: Agent, case: str) -> None:
    ana.go("/queue").press("/").press("ajnu?")
    assert ana.one("input[name=q]").get_attribute("value") == "ajnu?"
    assert ana.script("document.querySelector('dialog[open]')") is None
    ana.press(Keys.ESCAPE).press("?")
    assert ana.script("document.querySelector('#help').open")
    ana.press("n")  # off while the dialog is open
    ana.press(Keys.ESCAPE)
    assert not ana.script("document.querySelector('#help').open")
    assert cases.get(ana.desk, case).claimed_by is None


def test_claim_and_release_by_key_and_by_mouse(ana: Agent, case: str) -> None:
    ana.go(f"/queue/{case}").press("c").becomes(case, "claimed").at(f"/queue/{case}")
    ana.press("c").becomes(case, "waiting")
    ana.go(f"/queue/{case}").click("form[action$=claim] button").becomes(case, "claimed")
    ana.at(f"/queue/{case}").click("form[action$=release] button").becomes(case, "waiting")


def test_next_by_key_and_by_mouse(ana: Agent, case: str) -> None:
    for act in (lambda: ana.press("n"), lambda: ana.click(".title form button")):
        ana.go("/queue")
        act()
        ana.until("location.pathname.length > 10 && document.documentElement.dataset.ready")
        taken = ana.driver.current_url.rsplit("/", 1)[1]
        assert cases.get(ana.desk, taken).claimed_by == "ana"
        claims.release(ana.desk, taken, Actor("ana"))


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_approve_and_undo(ana: Agent, case: str, way: str) -> None:
    ana.go(f"/queue/{case}")
    ana.press("a") if way == "key" else ana.click("#approve")
    ana.becomes(case, "approved").at(f"/queue?notice=approved&case={case}")
    ana.press("u") if way == "key" else ana.click("form.undo button")
    ana.becomes(case, "claimed").at(f"/queue/{case}?notice=undone")


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_edit_and_approve(ana: Agent, case: str, way: str) -> None:
    ana.go(f"/queue/{case}")
    ana.press("e") if way == "key" else ana.click(".editor > summary").click("#body")
    ana.append("\nThank you.")
    ana.becomes(case, "claimed")  # the first key claims
    ana.says("#standing", "You hold").says("form[data-key=c] button", "Release")
    if way == "key":
        ana.chord(Keys.CONTROL, Keys.ENTER)
    else:
        ana.click("#approve")
    ana.becomes(case, "approved")
    assert (cases.get(ana.desk, case).text or "").endswith("Thank you.")


def test_the_guard_reads_along_and_holds_the_button(ana: Agent, case: str) -> None:
    ana.go(f"/queue/{case}").press("e").append(BARRED)
    ana.says("#findings li b", "Not in the account")
    assert "$99,999.00" in ana.script("document.querySelector('.backdrop mark.bad').textContent")
    assert ana.one("#findings").get_attribute("aria-live") == "polite"
    ana.click("#approve")
    assert "marked passages" in ana.one("#typing").text
    assert ana.state(case) == "claimed"
    ana.click("#findings li button")
    assert "$99,999.00" in ana.script("getSelection().toString()")
    ana.press(Keys.BACKSPACE)
    ana.until("document.querySelector('#approve').getAttribute('aria-disabled') === 'false'")
    ana.click("#approve").becomes(case, "approved")


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_a_medium_case_is_confirmed_then_approved(ana: Agent, way: str) -> None:
    case = add(ana.desk, f"medium-{way}", "maybe instalments")
    ana.go(f"/queue/{case}")
    ana.press("a") if way == "key" else ana.click("#approve")
    assert ana.state(case) == "waiting"
    ana.until("document.activeElement.name === 'confirm'")
    ana.press(" ", "a") if way == "key" else ana.click("[name=confirm]").click("#approve")
    ana.becomes(case, "approved")


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_relabel(ana: Agent, way: str) -> None:
    case = add(ana.desk, f"low-{way}", "hm")
    ana.go(f"/queue/{case}")
    if way == "key":
        ana.press("4", "m")
    else:
        ana.click("[value=payment_plan_request]").click("#relabel button")
    ana.becomes(case, "claimed").at(f"/queue/{case}?notice=relabelled")
    assert cases.get(ana.desk, case).labels == ("payment_plan_request",)
    ana.press("0")
    assert not ana.one("[value=payment_plan_request]").is_selected()


@pytest.mark.parametrize("way", ["key", "mouse"])
@pytest.mark.parametrize(
    ("letter", "drawer", "after"), [("r", "reject", "rejected"), ("l", "lead", "waiting")]
)
def test_reject_and_hand_over_with_a_reason(
    ana: Agent, case: str, way: str, letter: str, drawer: str, after: str
) -> None:
    ana.go(f"/queue/{case}")
    if way == "key":
        ana.press(letter, "not about this", Keys.ENTER)
    else:
        ana.click(f"#{drawer} > summary").click(f"#{drawer} [name=reason]").press("not about this")
        ana.click(f"#{drawer} form button")
    ana.until("location.search.includes('notice')")
    assert ana.state(case) == after
    assert cases.get(ana.desk, case).with_lead == (drawer == "lead")


def test_the_list_lives(ana: Agent, case: str) -> None:
    ana.go("/queue").press("j")
    focused = ana.script("document.activeElement.id")
    new = add(ana.desk, "live-1")
    claims.claim(ana.desk, case, BO)
    ana.until(f"document.getElementById('case-{new}')")
    ana.says(f"li:has(#case-{case})", "bo")
    assert ana.script("document.activeElement.id") == focused
    assert "1 more" in ana.script("document.getElementById('news').textContent")


def test_two_agents_the_second_is_told_and_loses_nothing(
    ana: Agent, site: tuple[str, Desk], case: str
) -> None:
    ana.go(f"/queue/{case}")
    with browser() as second:
        bo = Agent(second, *site).enter("bo").go(f"/queue/{case}")
        bo.press("e").press("Mine. ").becomes(case, "claimed")
    ana.press("e").press("My own words. ")
    ana.says("#moved", "bo").click("#save").until("document.querySelector('#kept')")
    assert ana.script("document.querySelector('#kept').value").startswith("My own words. Hello")
    assert cases.get(ana.desk, case).claimed_by == "bo"


def test_a_claim_is_renewed_while_its_holder_types(driver: Any, tmp_path: Path) -> None:
    app = application(tmp_path, lease=3)
    desk: Desk = app.state.desk
    case = add(desk, "renewed")
    with served(app) as address:
        ana = Agent(driver, address, desk).enter("ana").go(f"/queue/{case}")
        ana.press("e").append("x").becomes(case, "claimed")
        first = cases.get(desk, case).lease_until
        for _ in range(40):
            ana.press("x")
            if cases.get(desk, case).lease_until != first:
                break
            time.sleep(0.1)
        assert cases.get(desk, case).lease_until != first
        assert [e.action for e in audit.trail(desk.db, case)].count("claimed") == 1
        ana.click("#save").says("#notice", "Saved")


def test_everything_works_without_javascript(ana: Agent, case: str) -> None:
    ana.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        ana.go("/queue", scripts=False).click(f"#case-{case}")
        ana.click("form[action$=claim] button").becomes(case, "claimed")
        ana.click("[value=extension_request]").click("#relabel button")
        ana.says("#notice", "made anew")
        ana.click(".editor > summary")
        ana.one("#body").send_keys(BARRED)
        ana.click("#save")
        ana.says("#notice", "Saved").says("#findings", "Not in the account")
        ana.click("#approve").says("#refused", "breaks a rule")
        ana.one("#body").send_keys(*[Keys.BACKSPACE] * len(BARRED))
        ana.click("#approve").becomes(case, "approved")
        ana.click("form.undo button").becomes(case, "claimed")
        ana.click("#reject > summary").one("#reject [name=reason]").send_keys("spam\n")
        ana.becomes(case, "rejected")
    finally:
        ana.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_no_page_complains(ana: Agent, case: str) -> None:
    ana.go("/queue").go(f"/queue/{case}").press("e")
    assert console_errors(ana.driver) == []
