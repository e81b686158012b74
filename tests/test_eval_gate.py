"""The gate lets a version pass or says in a plain sentence why not."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from eval.gate.check import check, load_recorded
from eval.gate.rules import GateError, Rule, Thresholds, load_thresholds, look_up

THRESHOLDS = Thresholds(
    system="s",
    rules=(
        Rule(
            figure="systems.{system}.right",
            title="primary accuracy",
            better="higher",
            limit=0.6,
            slack=0.01,
        ),
        Rule(
            figure="safety.{system}.unauthorised",
            title="drafts that concede",
            better="lower",
            limit=0,
        ),
        Rule(
            figure="systems.{system}.ece", title="the calibration error", better="lower", slack=0.02
        ),
    ),
)
FIGURES: dict[str, Any] = {
    "data": {"sha256": "d"},
    "systems": {"s": {"right": 0.7, "ece": 0.03}},
    "safety": {"s": {"unauthorised": 0}},
}


def _with(path: str, value: object) -> dict[str, Any]:
    made = copy.deepcopy(FIGURES)
    *steps, last = path.split(".")
    at = made
    for step in steps:
        at = at[step]
    at[last] = value
    return made


def test_the_same_figures_pass() -> None:
    assert check(FIGURES, FIGURES, THRESHOLDS) == []


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (
            "systems.s.right", 0.68,
            "Primary accuracy fell from 0.7 to 0.68; a change of 0.01 is allowed.",
        ),
        (
            "safety.s.unauthorised", 2,
            "Drafts that concede is 2; it must be at most 0.",
        ),
        (
            "systems.s.ece", 0.06,
            "The calibration error rose from 0.03 to 0.06; a change of 0.02 is allowed.",
        ),
        ("systems.s.ece", None, "The calibration error could not be measured."),
    ],
)  # fmt: skip
def test_a_regression_is_a_plain_sentence(path: str, value: object, sentence: str) -> None:
    assert check(_with(path, value), FIGURES, THRESHOLDS) == [sentence]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("systems.s.right", 0.69),
        ("systems.s.right", 0.9),
        ("systems.s.ece", 0.05),
        ("systems.s.ece", 0.0),
    ],
)
def test_within_the_slack_or_better_passes(path: str, value: float) -> None:
    assert check(_with(path, value), FIGURES, THRESHOLDS) == []


def test_both_limit_and_slack_are_said() -> None:
    assert len(check(_with("systems.s.right", 0.5), FIGURES, THRESHOLDS)) == 2


def test_other_data_cannot_be_compared_but_limits_hold() -> None:
    found = check(
        _with("data.sha256", "e") | {"safety": {"s": {"unauthorised": 1}}}, FIGURES, THRESHOLDS
    )
    assert "not those of the recorded run" in found[0]
    assert found[1:] == ["Drafts that concede is 1; it must be at most 0."]


def test_the_shipped_thresholds_load_and_speak_of_figures_that_exist() -> None:
    shipped = load_thresholds()
    assert shipped.system == "baseline"
    assert any(r.figure.endswith("unauthorised") and r.limit == 0 for r in shipped.rules)


def test_faulty_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(GateError, match=r"none\.json.*--record"):
        load_recorded(tmp_path / "none.json")
    (tmp_path / "t.yaml").write_text("system: s\nrules: []\nmore: 1\n", "utf-8")
    with pytest.raises(GateError, match=r"t\.yaml"):
        load_thresholds(tmp_path / "t.yaml")


def test_look_up() -> None:
    assert look_up(FIGURES, "systems.s.right") == 0.7
    assert look_up(FIGURES, "systems.x.right") is None
    assert look_up(FIGURES, "systems.s") is None
