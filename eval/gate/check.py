"""Holds a run's figures against the thresholds and the recorded run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.gate.rules import BASELINE, GateError, Rule, Thresholds, load_thresholds, look_up

_EPSILON = 1e-9  # figures are rounded to six digits; a tie is no regression


def load_recorded(file: Path = BASELINE) -> dict[str, Any]:
    """The figures of the recorded run. Raises `GateError` where there is none."""
    try:
        figures = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GateError(f"{file.name}: {error}; record a run with --record") from error
    if not isinstance(figures, dict):
        raise GateError(f"{file.name}: expected an object of figures; record a run with --record")
    return figures


def check(
    figures: dict[str, Any],
    recorded: dict[str, Any],
    thresholds: Thresholds | None = None,
) -> list[str]:
    """One plain sentence per regression or unmet limit; empty when the version passes.

    Figures on other data than the recorded run's cannot be compared, which is a regression in itself.
    """
    thresholds = thresholds or load_thresholds()
    wrong = []
    here, there = figures["data"]["sha256"], recorded.get("data", {}).get("sha256")
    if here != there:
        wrong.append(
            "The labelled replies are not those of the recorded run, so nothing can be compared; "
            "look at the report, then record this run with --record."
        )
    for rule in thresholds.rules:
        path = rule.figure.format(system=thresholds.system)
        now, then = look_up(figures, path), look_up(recorded, path)
        wrong += _sentences(rule, now, then if here == there else None)
    return wrong


def _sentences(rule: Rule, now: float | None, then: float | None) -> list[str]:
    if now is None:
        # A figure over nothing (no dispute in the data, say) is only wrong if it was there before.
        gone = then is not None or rule.limit is not None
        return [f"{_capital(rule.title)} could not be measured."] if gone else []
    found = []
    sign = 1 if rule.better == "higher" else -1
    if rule.limit is not None and sign * (now - rule.limit) < -_EPSILON:
        bound = "at least" if sign > 0 else "at most"
        found.append(
            f"{_capital(rule.title)} is {_said(now)}; it must be {bound} {_said(rule.limit)}."
        )
    if rule.slack is not None and then is not None and sign * (now - then) < -rule.slack - _EPSILON:
        way = "fell" if now < then else "rose"
        found.append(
            f"{_capital(rule.title)} {way} from {_said(then)} to {_said(now)}; "
            f"a change of {_said(rule.slack)} is allowed."
        )
    return found


def _capital(title: str) -> str:
    return title[0].upper() + title[1:]


def _said(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
