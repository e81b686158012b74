"""A whole run on stand-ins: the same figures twice, and a page that a phone, a dark room and a reader can use."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import eval.run
from classifier.artefact import ArtefactError
from eval.gate.rules import GateError
from eval.run import main
from eval.systems.majority import Majority
from eval.systems.system import System
from tests.browser import DESK, PHONE, browser, console_errors, screen, too_wide
from tests.eval_doubles import case, everything, no_objection, system, written

HOSTILE = '<script>document.title="owned"</script><img src=x onerror=alert(1)> what & "who"?'


def _cases() -> list[Any]:
    cases = everything(4)
    # Read as an inquiry because of one word, so it is an error with evidence; its text is hostile.
    return [*cases, case("zz-1", "payment_plan_request", body=HOSTILE + "\n" + "long" * 80)]


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """`eval.run.main` on doubles; the rows to evaluate."""
    made = [System("majority", "one label", Majority(_cases())), system()]
    monkeypatch.setattr(eval.run, "systems", lambda **_: made)
    monkeypatch.setattr(eval.run, "load_sentence_model", lambda: no_objection)
    monkeypatch.setattr(eval.run, "RECORDED", tmp_path / "recorded.json")
    return written(tmp_path / "rows.jsonl", _cases())


def _run(rows: Path, out: Path, **options: Any) -> tuple[int, dict[str, Any], str]:
    console = Console(record=True, width=120, file=(rows.parent / "screen").open("w"))
    status = main(rows, out, console=console, **options)
    return status, json.loads((out / "report.json").read_text("utf-8")), console.export_text()


def test_the_same_inputs_give_the_same_figures_to_the_last_digit(
    stand_ins: Path, tmp_path: Path
) -> None:
    _, one, _ = _run(stand_ins, tmp_path / "one")
    _, two, _ = _run(stand_ins, tmp_path / "two")
    assert json.dumps(one["figures"], sort_keys=True) == json.dumps(two["figures"], sort_keys=True)
    for key in ("worst", "unauthorised", "cases"):
        assert one[key] == two[key]


def test_report_says_what_was_measured(stand_ins: Path, tmp_path: Path) -> None:
    status, report, said = _run(stand_ins, tmp_path / "out")
    assert status == 0
    assert report["figures"]["main"] == "baseline"
    assert set(report["run"]) >= {"revision", "python", "system", "processors", "time"}
    assert set(report["timing"]["baseline"]["latency_ms"]) == {"p50", "p95", "p99"}
    assert "Unauthorised concessions: 0 of" in said
    assert [e["id"] for e in report["worst"]] == ["zz-1"]
    evidence = [r for r in report["worst"][0]["runs"] if r["scenario"]]
    assert [(r["text"], r["scenario"]) for r in evidence] == [("what", "balance_inquiry")]
    assert "".join(r["text"] for r in report["worst"][0]["runs"]).startswith(HOSTILE)


def test_faults_are_named_and_the_rest_goes_on(
    stand_ins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with stand_ins.open("a", encoding="utf-8") as stream:
        stream.write("{\n")
    status, report, _ = _run(stand_ins, tmp_path / "out")
    assert status == 1
    assert report["figures"]["data"]["unusable_rows"] == 1
    assert "rows.jsonl, line 26, line: not JSON" in capsys.readouterr().err


def test_nothing_to_measure_is_status_2(
    stand_ins: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(tmp_path / "none.jsonl", tmp_path / "out") == 2
    assert main(stand_ins, tmp_path / "out", against=stand_ins) == 2

    def broken(**_: object) -> Sequence[System]:
        raise ArtefactError("no such model file")

    monkeypatch.setattr(eval.run, "systems", broken)
    assert main(stand_ins, tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "no such model file" in said
    assert "Traceback" not in said


def test_record_then_gate(stand_ins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, report, _ = _run(stand_ins, tmp_path / "out", record=True)
    recorded = json.loads((tmp_path / "recorded.json").read_text("utf-8"))
    assert recorded == report["figures"]
    monkeypatch.setattr(eval.run, "load_recorded", lambda: recorded)
    status, report, said = _run(stand_ins, tmp_path / "out", gate=True)
    assert [s for s in report["gate"] if "fell" in s or "rose" in s] == []
    recorded["systems"]["baseline"]["overall"]["primary_accuracy"]["value"] = 1.0
    status, report, said = _run(stand_ins, tmp_path / "out", gate=True)
    assert status == 1
    assert "Gate: Primary accuracy fell from 1 to 0.96; a change of 0.01 is allowed." in said

    def nothing() -> dict[str, Any]:
        raise GateError("baseline.json: missing")

    monkeypatch.setattr(eval.run, "load_recorded", nothing)
    assert main(stand_ins, tmp_path / "out", gate=True) == 2


def test_what_changed_against_an_earlier_run(stand_ins: Path, tmp_path: Path) -> None:
    _, report, _ = _run(stand_ins, tmp_path / "one")
    report["cases"]["zz-1"]["said"] = "payment_plan_request"
    report["cases"]["ot-0"]["said"] = "balance_inquiry"
    (tmp_path / "earlier.json").write_text(json.dumps(report), "utf-8")
    _, now, _ = _run(stand_ins, tmp_path / "two", against=tmp_path / "earlier.json")
    assert [r["id"] for r in now["changes"]["became_wrong"]] == ["zz-1"]
    assert [r["id"] for r in now["changes"]["became_right"]] == ["ot-0"]
    assert now["changes"]["same_data"] is True
    page = (tmp_path / "two" / "report.html").read_text("utf-8")
    assert "What changed against the earlier run" in page


def test_repeat_is_part_of_the_report(stand_ins: Path, tmp_path: Path) -> None:
    _, report, _ = _run(stand_ins, tmp_path / "out", repeat=2)
    assert report["figures"]["repeat"]["pass_k"]["2"] == pytest.approx(0.96)


@pytest.fixture
def page(stand_ins: Path, tmp_path: Path) -> Iterator[tuple[Any, str]]:
    """The report open in a browser, and its source."""
    _run(stand_ins, tmp_path / "earlier")
    out = tmp_path / "out"
    _run(stand_ins, out, against=tmp_path / "earlier" / "report.json", gate=False)
    with browser() as driver:
        driver.get((out / "report.html").as_uri())
        yield driver, (out / "report.html").read_text("utf-8")


def test_page_in_a_browser(page: tuple[Any, str]) -> None:
    driver, source = page
    for size in (PHONE, DESK):
        for dark in (False, True):
            screen(driver, size, dark=dark)
            assert too_wide(driver) == 0, (size, dark)
            ground, ink = driver.execute_script(
                "const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]"
            )
            assert (
                _light(ground) < 0.2 < 0.7 < _light(ink)
                if dark
                else _light(ink) < 0.2 < 0.8 < _light(ground)
            )
            plotted = driver.execute_script(
                "return getComputedStyle(document.querySelector('svg.plot text')).fill"
            )
            assert plotted == ink  # a plot's words take the page's colour
    assert console_errors(driver) == []
    assert driver.title.startswith("Evaluation")  # the hostile reply stayed text
    assert driver.execute_script("return document.scripts.length") == 0
    assert html.escape(HOSTILE[:30], quote=True).replace("&quot;", "&#34;") in source
    outline = driver.execute_script(
        "return [...document.querySelectorAll('h1,h2,h3')].map(h => h.tagName)"
    )
    assert outline[0] == "H1"
    assert outline.count("H1") == 1
    bare = (
        "return [...document.querySelectorAll('table')]"
        ".filter(t => !t.querySelector('caption') || !t.querySelector('th[scope]')).length"
    )
    assert driver.execute_script(bare) == 0
    nameless = (
        "return [...document.querySelectorAll('svg.plot')]"
        ".filter(s => !s.getAttribute('aria-label') || s.getAttribute('role') !== 'img').length"
    )
    assert driver.execute_script(nameless) == 0
    assert driver.execute_script("return document.querySelectorAll('svg.plot').length") == 5
    twice = (
        "const i = [...document.querySelectorAll('[id]')].map(e => e.id);"
        "return i.filter((x, n) => i.indexOf(x) !== n)"
    )
    assert driver.execute_script(twice) == []
    fetched = "return performance.getEntriesByType('resource').map(r => r.name).filter(n => !n.startsWith('data:'))"
    assert driver.execute_script(fetched) == []
    assert driver.execute_script("return document.querySelector('mark').textContent") == "what"


def test_page_has_no_serious_accessibility_fault(page: tuple[Any, str]) -> None:
    axe = pytest.importorskip("axe_selenium_python")
    driver, _ = page
    for dark in (False, True):
        screen(driver, DESK, dark=dark)
        judge = axe.Axe(driver)
        judge.inject()
        found = judge.run()["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


def _light(colour: str) -> float:
    """Relative brightness of `rgb(r, g, b)`, 0 to 1."""
    r, g, b = (int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255
