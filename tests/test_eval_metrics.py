"""Metrics against scikit-learn and against cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    f1_score,
    precision_score,
    recall_score,
)

from classifier.classification import LABELS
from eval.metrics.bootstrap import cluster_sums, interval, ratio, weights
from eval.metrics.calibration import calibration
from eval.metrics.facts import facts
from eval.metrics.labels import confusion, overall, per_label
from eval.metrics.proportion import clopper_pearson, proportion, upper_bound
from eval.metrics.selective import risks, selective
from eval.metrics.slices import slices
from eval.metrics.table import Table, table
from policy.model import Facts
from tests.eval_doubles import answer, case


def _random(n: int = 300, seed: int = 1) -> Table:
    draw = np.random.default_rng(seed)
    gold = draw.integers(0, 6, n)
    said = np.where(draw.random(n) < 0.7, gold, draw.integers(0, 6, n))
    eye = np.eye(6, dtype=bool)
    probabilities = draw.dirichlet(np.ones(6), n)
    groups = np.unique(draw.integers(0, 80, n), return_inverse=True)[1]
    return Table(eye[gold], eye[said], probabilities, gold, said, groups, draw.integers(0, 3, n))


def test_agrees_with_scikit_learn() -> None:
    t = _random()
    o, each = overall(t), per_label(t)
    assert o["primary_accuracy"]["value"] == pytest.approx(
        accuracy_score(t.gold_primary, t.said_primary), abs=1e-6
    )
    assert o["exact_set"]["value"] == pytest.approx(accuracy_score(t.gold, t.said), abs=1e-6)
    for kind in ("micro", "macro"):
        assert o[f"{kind}_f1"]["value"] == pytest.approx(
            f1_score(t.gold, t.said, average=kind), abs=1e-6
        )
    for name, measure in (
        ("precision", precision_score),
        ("recall", recall_score),
        ("f1", f1_score),
    ):
        wanted = measure(t.gold, t.said, average=None)
        assert [each[label][name]["value"] for label in LABELS] == pytest.approx(
            list(wanted), abs=1e-6
        )
    wanted = brier_score_loss(t.right, t.confidence)
    assert calibration(t)["top"]["brier"] == pytest.approx(wanted, abs=1e-6)


def test_by_hand() -> None:
    cases = [
        case("a1", "balance_inquiry", "extension_request"),
        case("a2", "other"),
        case("b1", "other"),
    ]
    said = [
        answer("a1", "balance_inquiry"),
        answer("a2", "other"),
        answer("b1", "extension_request"),
    ]
    t = table(cases, said)
    o, each = overall(t), per_label(t)
    assert o["primary_accuracy"] == {
        "value": pytest.approx(2 / 3, abs=1e-6),
        "n": 3,
        "low": 0.0,
        "high": 1.0,
    }
    assert o["exact_set"]["value"] == pytest.approx(1 / 3, abs=1e-6)
    assert o["out_of_scope_recall"]["value"] == 0.5
    assert each["balance_inquiry"]["f1"]["value"] == 1.0
    assert each["extension_request"]["precision"]["value"] == 0.0
    assert each["payment_plan_request"]["f1"]["value"] is None  # occurs nowhere: no figure, not 0
    assert confusion(t)[5] == [0, 1, 0, 0, 0, 1]


def test_ece_and_bins_by_hand() -> None:
    # Two decisions said 0.9 with one right, two said 0.2 with none right: (2*|.9-.5| + 2*.2) / 4 = 0.3.
    eye = np.eye(6, dtype=bool)
    p = np.zeros((4, 6))
    p[:2, 0], p[2:, 0] = 0.9, 0.2
    gold = np.array([0, 1, 1, 1])
    zero = np.zeros(4, np.int64)
    top = calibration(Table(eye[gold], eye[zero], p, gold, zero, np.arange(4), zero))["top"]
    assert top["ece"]["value"] == pytest.approx(0.3)
    assert [(b["n"], b["true"]) for b in top["bins"] if b["n"]] == [(2, 0.0), (2, 0.5)]
    assert top["bins"][9] == {"from": 0.9, "n": 2, "said": 0.9, "true": 0.5}


def test_risk_coverage_by_hand_with_ties() -> None:
    t = table(
        [case("a", "balance_inquiry")] * 4,
        [
            answer("a", "balance_inquiry", p=0.9),
            answer("a", "other", p=0.5),
            answer("a", "balance_inquiry", p=0.5),
            answer("a", "other", p=0.4),
        ],
    )
    assert risks(t).tolist() == pytest.approx([0, 0.25, 1 / 3, 0.5])
    s = selective(t)
    assert s["aurc"] == pytest.approx((0 + 0.25 + 1 / 3 + 0.5) / 4, abs=1e-6)
    assert s["bands"]["high"]["error"]["n"] == 4
    assert s["bands"]["low"]["error"]["value"] is None


def test_abstained_counts_as_low() -> None:
    t = table([case("a")], [answer("a", abstained=True)])
    assert selective(t)["bands"]["low"]["coverage"] == 1.0


def test_facts() -> None:
    cases = [
        case("a", "freelancer_dispute", contract_type="hourly", sensitive=["attorney_represented"]),
        case("b", "other", wire_receipt="attached"),
    ]
    read = Facts(
        contract_type="fixed", sensitive=("attorney_represented", "abusive"), language="en"
    )
    f = facts(cases, [answer("a", facts=read), answer("b")])
    assert f["contract_type"]["n"] == 1
    assert f["contract_type"]["value"] == 0.0
    assert f["stated_receipt"]["value"] == 0.0
    assert f["taken_over"]["recall"]["value"] == 1.0
    assert f["flagged"]["recall"]["value"] == 1.0
    assert f["sensitive"]["abusive"]["false_alarms"]["value"] == 0.5
    assert f["sensitive"]["self_harm"]["recall"]["value"] is None


def test_slices_fold_small_parts() -> None:
    cases = [case(f"a{n}", language="de" if n < 6 else "fi") for n in range(8)]
    made = slices(cases, table(cases, [answer(c.id) for c in cases]))["language"]
    assert {name: part["n"] for name, part in made.items()} == {"de": 6, "others": 2}
    assert list(made)[-1] == "others"


def test_bounds_known_from_tables() -> None:
    assert upper_bound(0, 59) < 0.05 < upper_bound(0, 58)
    assert clopper_pearson(0, 10) == (0.0, pytest.approx(0.30850, abs=1e-5))
    assert clopper_pearson(5, 10) == (
        pytest.approx(0.18709, abs=1e-5),
        pytest.approx(0.81291, abs=1e-5),
    )
    assert proportion(0, 0)["value"] is None


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_exact_bounds_hold_the_share(pair: tuple[int, int]) -> None:
    hits, n = pair
    low, high = clopper_pearson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    assert upper_bound(hits, n) <= high + 1e-12
    mirrored = clopper_pearson(n - hits, n)
    assert (1 - mirrored[1], 1 - mirrored[0]) == (pytest.approx(low), pytest.approx(high))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=1, max_size=60))
def test_bootstrap_interval_is_ordered_bounded_and_repeatable(rows: list[tuple[bool, int]]) -> None:
    values = np.array([[float(hit), 1.0] for hit, _ in rows])
    groups = np.unique([g for _, g in rows], return_inverse=True)[1]

    def share(sums: np.ndarray) -> np.ndarray:
        return ratio(sums[..., 0], sums[..., 1])

    low, high = interval(values, groups, share, resamples=200)
    assert 0 <= low <= high <= 1
    assert (low, high) == interval(values, groups, share, resamples=200)
    if all(hit for hit, _ in rows):
        assert (low, high) == (1.0, 1.0)


def test_bootstrap_draws_whole_clusters() -> None:
    assert weights(7).sum(1).tolist() == [7.0] * 2000
    assert cluster_sums(np.ones((4, 1)), np.array([0, 1, 1, 1])).tolist() == [[1.0], [3.0]]
    # 100 copies of two writers' single opinions are two observations, not 200.
    values = np.column_stack([np.repeat([0.0, 1.0], 100), np.ones(200)])
    low, high = interval(values, np.repeat([0, 1], 100), lambda s: ratio(s[..., 0], s[..., 1]))
    assert (low, high) == (0.0, 1.0)
