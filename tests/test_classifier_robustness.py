"""The form of a reply does not decide: shares of unchanged answers, gated."""

import pytest

from classifier.baseline import load
from classifier.corpus import DATA
from classifier.corpus import load as load_rows
from classifier.reply import Reply
from classifier.robustness import CHANGES, FLOORS, measure

ROWS = 100
"""Every n-th calibration row: enough to see a fall, quick enough for every run."""


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    rows = load_rows(DATA / "calibration")
    step = max(len(rows) // ROWS, 1)
    return measure(load(), [row.reply() for row in rows[::step]])


@pytest.mark.parametrize("change", CHANGES)
def test_answers_stay(shares: dict[str, float], change: str) -> None:
    assert shares[change] >= FLOORS[change]


def test_changes_are_what_they_say() -> None:
    body = "Hello team,\n\nplease explain this invoice to our accountant before Friday"
    assert CHANGES["greeting"](body, "1").endswith("before Friday")
    assert CHANGES["upper case"](body, "1").isupper()
    slipped = CHANGES["typos"](body * 5, "1")
    assert slipped != body * 5
    assert sorted(slipped) == sorted(body * 5)
    assert CHANGES["typos"](body, "1") == CHANGES["typos"](body, "1")


def test_replies_with_history_are_left_out() -> None:
    quoted = Reply(id="1", body="who?\n\n> You owe money")
    assert set(measure(load(), [quoted]).values()) == {0.0}
