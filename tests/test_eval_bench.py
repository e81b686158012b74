"""The bench: contenders learn and answer, a process of one's own for each, what cannot be measured is said."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from eval.bench import worker
from eval.bench.contenders import CONTENDERS
from eval.bench.run import _in_process, ratios
from eval.bench.view import page
from tests.eval_doubles import everything, written


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A few rows that even a bag of words can learn."""
    return written(tmp_path / "rows.jsonl", everything(8))


def _job(rows: Path, name: str, what: str) -> dict[str, object]:
    folder = rows.parent / "artefact"
    folder.mkdir(exist_ok=True)
    files = {"data": [str(rows)], "train": [str(rows)], "folder": str(folder)}
    return {**files, "name": name, "what": what, "began": time.time(), "sizes": [64, 128]}


def test_a_contender_is_trained_and_measured_in_its_own_process(rows: Path) -> None:
    name = "TF-IDF + logistic regression"
    assert "train_seconds" in _in_process(_job(rows, name, "train"))
    made = _in_process(_job(rows, name, "measure"))
    assert made["accuracy"] > 0.9
    assert made["replies"] == 48
    for key in ("replies_per_second", "p50_ms", "p95_ms", "cold_start_s", "peak_mb", "artefact_mb"):
        assert made[key] > 0, key


def test_what_is_missing_is_said(rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    job = _job(rows, "LLM for everything", "measure")
    assert worker.run(job) == {"missing": "no language model is configured (OPENAI_API_KEY)"}
    assert "missing" in _in_process({**job, "name": "nobody"})


def test_growth_goes_on_with_texts_no_two_of_which_are_alike(
    rows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    class Ear:
        def load(self, folder: Path) -> None:
            """Nothing."""

        def say(self, batch: list[worker.Message]) -> list[str]:
            seen.extend(m.id for m in batch)
            return []

    monkeypatch.setitem(CONTENDERS, "ear", Ear)  # type: ignore[arg-type]
    points = worker.run(_job(rows, "ear", "growth"))["points"]
    assert [p["replies"] for p in points] == [64, 128]
    assert points[0]["peak_mb"] <= points[1]["peak_mb"]
    assert seen.pop(0) == "first"
    assert len(set(seen)) == len(seen) == 128


def test_ratios_and_page() -> None:
    own = {"accuracy": 0.8, "replies_per_second": 50, "p50_ms": 10, "cold_start_s": 2, "peak_mb": 300,
           "artefact_mb": 40, "cpu_ms_per_reply": 10, "p95_ms": 15}  # fmt: skip
    systems = {
        "arrears": own,
        "fast": {**own, "replies_per_second": 500},
        "gone": {"missing": "<no key>"},
    }
    bench = {"systems": systems, "ratios": ratios(systems), "growth": [], "run": {"processors": 2}}
    assert bench["ratios"]["fast"]["replies_per_second"] == 10  # type: ignore[index]
    shown = page(json.loads(json.dumps(bench)))
    assert "not measured: &lt;no key&gt;" in shown
    assert "(×10)" in shown
