"""From probabilities to labels, bands and certainty."""

import numpy as np
import pytest

from classifier.certainty import Certainty, signs
from classifier.classification import SCENARIOS
from classifier.decision import Answer, Cut, Rules, answer, by_label
from classifier.targets import HEADS, PRIMARY_COLUMNS, SCENARIO_COLUMNS

RULES = Rules(
    sensitive=0.3,
    thresholds=(0.5,) * 5,
    cuts={"english": Cut(0.9, 0.5), "other": Cut(0.95, 0.6)},
    validated=frozenset({"en", "es"}),
)


def _p(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_nothing_passes_means_other() -> None:
    said = answer(_p(0.4, 0.1, 0.1, 0.1, 0.1), _p(0.2, 0.1, 0.1, 0.1, 0.0, 0.5), (0.5,) * 5)
    assert (said.scenarios, said.primary) == (("other",), "other")


def test_primary_is_one_of_those_that_pass() -> None:
    said = answer(_p(0.9, 0.8, 0.1, 0.1, 0.1), _p(0.1, 0.2, 0.5, 0.1, 0.05, 0.05), (0.5,) * 5)
    assert said.scenarios == SCENARIOS[:2]
    assert said.primary == SCENARIOS[1]


@pytest.mark.parametrize(
    ("certainty", "language", "band"),
    [
        (0.95, "en", "high"), (0.95, None, "high"), (0.7, "en", "medium"), (0.2, "en", "low"),
        (0.94, "es", "medium"), (0.96, "es", "high"), (0.99, "ja", "medium"), (0.3, "ja", "low"),
    ],
)  # fmt: skip
def test_bands(certainty: float, language: str | None, band: str) -> None:
    assert RULES.band(certainty, language) == band


def test_rules_survive_packing() -> None:
    assert Rules.unpack(RULES.pack()) == RULES


def test_six_probabilities_are_shown() -> None:
    shown = by_label(_p(0.1, 0.2, 0.3, 0.4, 0.5), _p(0, 0, 0, 0, 0, 0.6))
    assert list(shown.values()) == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])


def test_a_rival_makes_less_certain() -> None:
    p = np.full((2, len(HEADS)), 0.02, dtype=np.float32)
    p[:, SCENARIO_COLUMNS.start] = 0.9
    p[:, PRIMARY_COLUMNS.start] = 0.9
    p[1, SCENARIO_COLUMNS.start + 1] = 0.9
    p[1, PRIMARY_COLUMNS.start + 1] = 0.4
    said = [Answer(SCENARIOS[:1], SCENARIOS[0]), Answer(SCENARIOS[:2], SCENARIOS[0])]
    found = signs(said, p, [p], np.array([False, False]))
    assert found.shape == (2, 5)
    judge = Certainty(np.array([1, -1, -1, 0, 1], dtype=np.float32), np.zeros(1, np.float32))
    sure, unsure = judge.of(found)
    assert 0 < unsure < sure < 1
