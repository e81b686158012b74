"""Repeated runs: pass^k by hand, nothing asked twice, nothing lost when a run breaks off."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.classification import Classification
from classifier.reply import Reply
from eval.answers import Answers
from eval.repeat import pass_k, repeat
from eval.systems.system import System
from tests.eval_doubles import Obedient, answer, everything, system


def test_pass_k_by_hand() -> None:
    assert pass_k(3, 4, 1) == 0.75
    assert pass_k(3, 4, 2) == 0.5
    assert pass_k(3, 4, 4) == 0.0
    with pytest.raises(ValueError, match="k = 5"):
        pass_k(3, 4, 5)


@given(st.lists(st.booleans(), min_size=1, max_size=8).flatmap(
    lambda runs: st.tuples(st.just(runs), st.integers(1, len(runs)))))  # fmt: skip
def test_pass_k_is_the_share_of_draws_that_are_all_right(drawn: tuple[list[bool], int]) -> None:
    runs, k = drawn
    draws = [all(pick) for pick in combinations(runs, k)]
    assert pass_k(sum(runs), len(runs), k) == pytest.approx(sum(draws) / len(draws))


def test_a_steady_system_agrees_with_itself(tmp_path: Path) -> None:
    figures = repeat(system(), everything(1), 3, Answers(tmp_path / "a.jsonl"))
    assert figures["pass_k"] == {"1": 1.0, "2": 1.0, "3": 1.0}
    assert figures["same_scenarios"]["value"] == 1.0


class Moody:
    """Changes its mind at every second question; counts how many it hears at once."""

    def __init__(self, breaks_at: int = 10**9) -> None:
        self.asked = self.now = self.most = 0
        self._breaks_at, self._lock = breaks_at, threading.Lock()

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        with self._lock:
            self.asked += 1
            self.now += 1
            self.most = max(self.most, self.now)
            turn = self.asked
        try:
            if turn >= self._breaks_at:
                raise RuntimeError("the line is dead")
            return [answer(replies[0].id, "other" if turn % 2 else "balance_inquiry")]
        finally:
            with self._lock:
                self.now -= 1


def test_a_moody_system_does_not(tmp_path: Path) -> None:
    moody = Moody()
    figures = repeat(
        System("llm", "", moody), everything(1), 2, Answers(tmp_path / "a.jsonl"), concurrency=2
    )
    assert figures["pass_k"]["2"] < figures["pass_k"]["1"] < 1
    assert figures["same_primary"]["value"] < 1
    assert moody.most <= 2


def test_a_broken_run_goes_on_where_it_was(tmp_path: Path) -> None:
    file, cases = tmp_path / "a.jsonl", everything(2)
    first = Moody(breaks_at=9)
    with pytest.raises(RuntimeError, match="dead"):
        repeat(System("llm", "", first), cases, 2, Answers(file), concurrency=1)
    stored = len(Answers(file))
    assert stored == 8
    second = Obedient()
    seen: list[tuple[int, int]] = []
    repeat(
        System("llm", "", second),
        cases,
        2,
        Answers(file),
        tick=lambda done, of: seen.append((done, of)),
    )
    assert second.asked == 24 - stored
    assert (seen[0], seen[-1]) == ((8, 24), (24, 24))
    third = Obedient()
    repeat(System("llm", "", third), cases, 2, Answers(file))
    assert third.asked == 0


def test_another_version_is_asked_anew(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "a.jsonl")
    repeat(system(versions={"prompt": "1"}), everything(1), 1, answers)
    other = system(versions={"prompt": "2"})
    repeat(other, everything(1), 1, answers)
    assert other.classifier.asked == 6  # type: ignore[attr-defined]


def test_a_line_cut_off_by_a_crash_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    Answers(file).put("k1", answer("x"))
    whole = file.read_text("utf-8")
    file.write_text(whole + whole[:40], "utf-8")
    again = Answers(file)
    assert len(again) == 1
    again.put("k2", answer("y"))
    assert len(Answers(file)) == 2
