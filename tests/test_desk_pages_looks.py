"""What the pages look like to people: axe in light and dark, phones, no layout jump; pictures when asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_selenium_python import Axe
from browser import DESK, PHONE, browser, screen, too_wide
from desk_pages_kit import Agent, add, application, served
from desk_pages_samples import SampleReader, load

from desk import claims, editing, queue, verdicts
from desk.context import Actor, Desk
from desk.tables import cases

ANA, BO = Actor("ana"), Actor("bo")
IMAGES = Path(__file__).parent.parent / "docs" / "images"
BARRED = "Hello, the balance is now $99,999.00 and we gave you more time."
SCENES = [
    "sign-in",
    "queue",
    "high",
    "medium",
    "low",
    "editing",
    "decided",
    "refused",
    "lead",
    "deliveries",
    "people",
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """An admin's browser on a desk with cases in many states."""
    app = application(tmp_path_factory.mktemp("looks"))
    with served(app) as address, browser() as driver:
        yield Agent(driver, address, app.state.desk)


@pytest.fixture(scope="module")
def scenes(root: Agent) -> dict[str, str]:
    """The address of each page that is looked at."""
    desk = root.desk
    ids = {
        "high": add(desk, "m-high", files={"receipt.pdf": b"1"}),
        "medium": add(desk, "m-medium", "maybe more time torn"),
        "low": add(desk, "m-low", "my lawyer says hm"),
        "editing": add(desk, "m-editing"),
        "decided": add(desk, "m-decided"),
    }
    relabelled = add(desk, "m-relabelled", "hm")
    editing.relabel(desk, relabelled, ANA, ["payment_plan_request"])
    verdicts.approve(desk, relabelled, ANA)
    verdicts.reject(desk, ids["decided"], Actor("root", "admin"), "spam")
    editing.edit(desk, ids["editing"], Actor("root", "admin"), BARRED)
    claims.claim(desk, add(desk, "m-bo"), BO)
    return {name: f"/queue/{case}" for name, case in ids.items()} | {
        "sign-in": "/sign-in",
        "queue": f"/queue?notice=rejected&case={ids['decided']}",
        "refused": "/queue/none",
        "lead": "/lead",
        "deliveries": "/deliveries",
        "people": "/people",
    }


def opened(root: Agent, scenes: dict[str, str], name: str) -> Agent:
    root.enter("root")
    if name == "sign-in":
        root.driver.delete_all_cookies()
    return root.go(scenes[name])


@pytest.mark.parametrize("name", SCENES)
def test_axe_finds_nothing_in_light_and_dark(
    root: Agent, scenes: dict[str, str], name: str
) -> None:
    screen(root.driver, DESK)
    opened(root, scenes, name)
    root.driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    axe = Axe(root.driver)
    axe.inject()
    for dark in (False, True):
        screen(root.driver, DESK, dark=dark)
        found = axe.run()["violations"]
        assert not found, axe.report(found)


@pytest.mark.parametrize("name", SCENES)
def test_a_phone_never_scrolls_sideways(root: Agent, scenes: dict[str, str], name: str) -> None:
    screen(root.driver, PHONE)
    opened(root, scenes, name)
    assert too_wide(root.driver) == 0
    root.driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert too_wide(root.driver) == 0


@pytest.mark.parametrize("name", ["queue", "high", "editing"])
def test_nothing_jumps_while_a_page_loads(root: Agent, scenes: dict[str, str], name: str) -> None:
    screen(root.driver, DESK)
    opened(root, scenes, name)
    shift = (
        "(() => { let sum = 0; new PerformanceObserver(l => l.getEntries().forEach(e => "
        "sum += e.hadRecentInput ? 0 : e.value)).observe({type: 'layout-shift', buffered: true}); "
        "return new Promise(done => setTimeout(() => done(sum), 500)); })()"
    )
    assert root.script(shift) < 0.02


def test_the_focus_is_seen_and_the_order_is_the_page_order(
    root: Agent, scenes: dict[str, str]
) -> None:
    screen(root.driver, DESK)
    opened(root, scenes, "high").press("\ue004")
    assert root.script("document.activeElement.className") == "skip"
    root.press("\ue007", "\ue004")
    assert root.script("document.activeElement.closest('main') !== null")
    assert root.script("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    heads = "[...document.querySelectorAll('h2')].map(h => h.textContent)"
    assert root.script(heads)[:4] == [
        "What the client wrote",
        "What it is about",
        "The account",
        "The answer",
    ]


@pytest.mark.skipif(
    "ARREARS_IMAGES" not in os.environ, reason="pictures are made when ARREARS_IMAGES is set"
)
def test_pictures_for_the_readme(tmp_path: Path) -> None:
    app = application(tmp_path, SampleReader())
    desk: Desk = app.state.desk
    load(desk)
    _age(desk)
    found = {case.message_id: case.id for case in queue.page(desk, queue.Filter()).items}
    claims.claim(desk, found["s-05"], BO)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with served(app) as address, browser() as driver:
        screen(driver, (1280, 860))
        agent = Agent(driver, address, desk).enter("ana")
        _shoot(agent.go("/queue"), "queue")
        screen(driver, (1280, 1180))
        _shoot(agent.go(f"/queue/{found['s-04']}"), "case")


def _age(desk: Desk) -> None:
    """Give the samples different ages: they were all taken in just now."""
    with desk.db.write() as tx:
        for seq in range(1, 14):
            wrote = desk.now() - timedelta(hours=0.2 + (13 - seq) ** 1.7)
            tx.execute(cases.update().where(cases.c.seq == seq), {"received_at": wrote})


def _shoot(agent: Agent, name: str) -> Any:
    agent.driver.execute_script("document.documentElement.style.scrollbarWidth = 'none'")
    agent.driver.save_screenshot(str(IMAGES / f"{name}.png"))
