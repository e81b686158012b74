"""Simulated models over simulated replies: perfect, random and constant ones, known and unknown.

The baseline's probabilities are calibrated by construction, and every reply counts as hard.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
from llm_doubles import ToldBaseline, ToldModel, labels, read_as

from classifier.cascade import Cascade
from classifier.classification import LABELS, SCENARIOS, Classification
from classifier.corpus import Row
from classifier.llm import LLM
from classifier.said import said
from classifier.train_cascade import DEFAULT, Pair, learn
from classifier.trust import Table, Trust

THRESHOLDS = dict.fromkeys(SCENARIOS, 0.4)
TABLE = Table(version=1, ask_below=1.01, thresholds=THRESHOLDS, default=DEFAULT, models={})


def _world(n: int, seed: int) -> tuple[list[Row], list[Classification]]:
    draw, rows, firsts = random.Random(seed), [], []
    for i in range(n):
        sure = draw.betavariate(3, 1.2)
        leading, second = draw.sample(LABELS, 2)
        true = leading if draw.random() < sure else second
        band = "high" if sure > 0.88 else "medium" if sure > 0.4 else "low"
        probabilities = dict.fromkeys(LABELS, 0.03) | {leading: max(sure, 0.45), second: 1 - sure}
        firsts.append(
            read_as(str(i), *([leading] if leading != "other" else []), band=band).model_copy(
                update={"probabilities": probabilities}
            )
        )
        rows.append(
            Row(
                id=str(i),
                subject="",
                body=f"Reply {i}",
                attachments=[],
                scenarios=[true],
                primary=true,
                contract_type=None,
                wire_receipt="none",
                sensitive=[],
                injection=False,
                language="en",
                author="a",
                persona="",
                situation="",
                split_group=str(i),
                difficulty="hard",
            )
        )
    return rows, firsts


def _models(rows: list[Row], seed: int) -> dict[str, list[dict[str, Any]]]:
    draw = random.Random(seed)
    perfect = [labels(*(s for s in r.scenarios if s != "other")) for r in rows]
    return {
        "perfect": perfect,
        "random": [labels(*(s for s in [draw.choice(LABELS)] if s != "other")) for _ in rows],
        "constant": [labels() for _ in rows],
    }


def _right(
    rows: list[Row], finals: list[Classification], bands: tuple[str, ...]
) -> tuple[int, int]:
    chosen = [(r, c) for r, c in zip(rows, finals, strict=True) if c.confidence in bands]
    return sum(r.primary == c.primary for r, c in chosen), len(chosen)


def _run(
    name: str, table: Table, seed: int
) -> tuple[list[Row], list[Classification], list[Classification], int]:
    rows, firsts = _world(600, seed)
    answers = dict(zip((r.body for r in rows), _models(rows, seed)[name], strict=True))
    model = ToldModel(lambda values: answers[values["body"]])
    made = Cascade(ToldBaseline({c.id: c for c in firsts}), LLM(model, name), table)
    return rows, firsts, made.classify([r.reply() for r in rows]), len(model.asked)


def _learned(name: str, ask: bool | None = None) -> Trust:
    rows, firsts = _world(500, seed=1)
    pairs = [
        Pair(r, c, said(a))
        for r, c, a in zip(rows, firsts, _models(rows, 1)[name], strict=True)
        if c.confidence != "high"
    ]
    found = learn(pairs, THRESHOLDS)
    return found if ask is None else found.model_copy(update={"ask": ask})


def test_with_a_perfect_model_hard_replies_come_out_right() -> None:
    for learned in (False, True):
        models = {"perfect": _learned("perfect")} if learned else {}
        table = TABLE.model_copy(update={"models": models})
        rows, firsts, finals, calls = _run("perfect", table, seed=2)
        right, n = _right(rows, finals, ("high", "medium", "low"))
        assert right / n >= 0.93
        assert calls / n < sum(c.confidence != "high" for c in firsts) / n + 0.001
    assert _learned("perfect").bands["model"] == "medium"


@pytest.mark.parametrize("name", ["random", "constant"])
def test_a_useless_model_is_found_out(name: str) -> None:
    learned = _learned(name)
    assert not learned.ask
    table = TABLE.model_copy(update={"models": {name: learned}})
    _, firsts, finals, calls = _run(name, table, seed=2)
    assert finals == firsts
    assert calls == 0


@pytest.mark.parametrize("name", ["random", "constant"])
@pytest.mark.parametrize("learned", [True, False])
def test_a_useless_model_that_is_asked_all_the_same_leaves_confident_readings_alone(
    name: str, learned: bool
) -> None:
    models = {name: _learned(name, ask=True)} if learned else {}
    rows, firsts, finals, _ = _run(name, TABLE.model_copy(update={"models": models}), seed=2)
    assert [c for c in finals if c.confidence == "high"] == [
        c for c in firsts if c.confidence == "high"
    ]
    before, n_before = _right(rows, firsts, ("high", "medium"))
    after, n_after = _right(rows, finals, ("high", "medium"))
    assert after / n_after >= before / n_before - 0.03
