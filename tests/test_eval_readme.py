"""Every number of the README's results is the recorded run's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eval.bench.run import ratios
from eval.gate.rules import BASELINE
from eval.provenance import ROOT
from eval.readme import BENCH, BENCH_END, BENCH_START, ReadmeError, bench, between, put, results

README = ROOT / "README.md"


def test_put_replaces_only_what_stands_between_the_markers() -> None:
    page = "# A\n<!-- results:start -->\nold\n<!-- results:end -->\ntail\n"
    once = put(page, "new")
    assert once == "# A\n<!-- results:start -->\n\nnew\n\n<!-- results:end -->\ntail\n"
    assert put(once, "new") == once
    assert between(once) == "new"
    for bad in ("", "<!-- results:end --><!-- results:start -->", page + page):
        with pytest.raises(ReadmeError):
            put(bad, "new")


@pytest.mark.skipif(not (README.exists() and BASELINE.exists()), reason="not recorded yet")
def test_the_readme_holds_the_recorded_figures() -> None:
    page = README.read_text("utf-8")
    if "<!-- results:start -->" not in page:
        pytest.skip("the README has no results section yet")
    figures = json.loads(BASELINE.read_text("utf-8"))
    assert between(page) == results(figures), "run `python -m eval.readme`"
    if BENCH_START in page and BENCH.exists():
        measured = json.loads(BENCH.read_text("utf-8"))
        assert between(page, BENCH_START, BENCH_END) == bench(measured), (
            "run `python -m eval.readme`"
        )


def test_bench_section_names_what_was_not_measured() -> None:
    own: dict[str, Any] = {
        "accuracy": 0.8, "replies_per_second": 100.0, "p50_ms": 10.0, "p95_ms": 20.0,
        "cold_start_s": 2.0, "peak_mb": 300.0, "artefact_mb": 40.0,
    }  # fmt: skip
    systems = {
        "arrears": own,
        "fast": {**own, "p50_ms": 1.0, "accuracy": 0.6},
        "far": {"missing": "no key"},
    }
    measured = {
        "systems": systems,
        "ratios": ratios(systems),
        "growth": [
            {"replies": 1000, "ms_per_reply": 10.0, "peak_mb": 300.0},
            {"replies": 100000, "ms_per_reply": 10.4, "peak_mb": 305.0},
        ],
        "run": {"processors": 2, "system": "Linux x86_64"},
    }
    text = bench(measured)
    assert "| far | not measured: no key |" in text
    assert "1 (×0.1)" in text
    assert "60.0% (×0.75)" in text
    assert "from 1,000 to 100,000 replies the time per reply goes from 10.0 to 10.4 ms" in text
