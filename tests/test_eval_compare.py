"""Paired tests against textbook figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from eval.compare import compare, holm, mcnemar, paired_bootstrap
from eval.metrics.table import table
from tests.eval_doubles import answer, everything


def test_mcnemar_is_the_sign_test_on_discordant_pairs() -> None:
    first = [True] * 9 + [False] * 1 + [True] * 20
    second = [False] * 9 + [True] * 1 + [True] * 20
    assert mcnemar(first, second) == (9, 1, pytest.approx(2 * binom.cdf(1, 10, 0.5)))
    assert mcnemar(second, first)[2] == pytest.approx(2 * binom.cdf(1, 10, 0.5))
    assert mcnemar(first, first) == (0, 0, 1.0)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_never_lowers_a_p_and_keeps_their_order(ps: list[float]) -> None:
    adjusted = holm(ps)
    assert all(a >= p and a <= 1 for a, p in zip(adjusted, ps, strict=True))
    order = np.argsort(ps, kind="stable")
    assert all(np.diff(np.array(adjusted)[order]) >= 0)


def test_a_clear_difference_is_real_and_none_is_not() -> None:
    cases = everything(5)
    good = table(cases, [answer(c.id, c.primary) for c in cases])
    bad = table(cases, [answer(c.id, "balance_inquiry") for c in cases])
    rows = compare({"bad": bad, "good": good, "again": good}, [("bad", "good"), ("again", "good")])
    assert rows[0]["mcnemar"]["real"]
    assert rows[0]["bootstrap"]["real"]
    assert rows[0]["accuracy_difference"] > 0
    assert not rows[1]["mcnemar"]["real"]
    assert not rows[1]["bootstrap"]["real"]
    assert paired_bootstrap(good, good)[:3] == (0.0, 0.0, 0.0)
