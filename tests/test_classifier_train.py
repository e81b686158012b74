"""Training repeats itself to the last bit, and chooses by unseen rows."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from classifier.artefact import ArtefactError
from classifier.baseline import load
from classifier.corpus import DATA, CorpusError
from classifier.reply import Reply
from classifier.train import fingerprint, train, train_pieces
from classifier.training.choose import choose_cut, choose_sensitive, choose_thresholds
from classifier.training.folds import folds
from classifier.training.measures import (
    area,
    calibration_error,
    error_at,
    macro_f1,
    upper_bound,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty training and eighty calibration rows, every n-th of the shipped ones."""
    folder = tmp_path_factory.mktemp("data")
    for split, wanted in (("train", 60), ("calibration", 80)):
        lines = [
            line
            for path in sorted((DATA / split).glob("*.jsonl"))
            for line in path.read_text("utf-8").splitlines()
        ]
        (folder / split).mkdir()
        chosen = lines[:: max(len(lines) // wanted, 1)][:wanted]
        (folder / split / "rows.jsonl").write_text("\n".join(chosen) + "\n", "utf-8")
    return folder


def test_same_data_same_model_and_another_network_is_noticed(small: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="pip install 'arrears[train]' to test training")
    from classifier.training.recipe import Recipe

    steps: list[str] = []
    a, b = tmp_path / "a", tmp_path / "b"
    for place in (a, b):
        train_pieces(small, place)
    short = Recipe(layers=1, epochs=1)
    first = train(small, a, lambda what, *_: steps.append(what), recipe=short, card=False)
    second = train(small, b, recipe=short, card=False)
    assert first.sha256 == second.sha256
    for name in ("wordpieces.model", "baseline.model", "replies.model"):
        assert (a / name).read_bytes() == (b / name).read_bytes()
    assert "network" in steps
    (found,) = load(a / "baseline.model").classify([Reply(id="1", body="who is it?")])
    assert found.scenarios
    train(small, b, recipe=Recipe(layers=1, epochs=1, batch=8), card=False)
    mixed = tmp_path / "mixed"
    shutil.copytree(a, mixed)
    shutil.copy(b / "replies.model", mixed)
    with pytest.raises(ArtefactError, match="another training"):
        load(mixed / "baseline.model")


def test_faulty_rows_stop_training(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="pip install 'arrears[train]' to test training")
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "x.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(CorpusError, match=r"x\.jsonl:1"):
        train(tmp_path, tmp_path / "out", card=False)
    assert not (tmp_path / "out").exists()


def test_the_fingerprint_ignores_the_test_split(small: Path) -> None:
    before = fingerprint(small)
    (small / "test").mkdir()
    (small / "test" / "t.jsonl").write_text("{}\n", "utf-8")
    assert fingerprint(small) == before


def test_folds_keep_people_together() -> None:
    from classifier.corpus import load as rows

    data = rows(DATA / "calibration")
    fold = folds(data, 4)
    seen: dict[str, int] = {}
    for row, k in zip(data, fold, strict=True):
        assert seen.setdefault(row.split_group, int(k)) == k


def test_cuts_bound_the_observed_error() -> None:
    certainty = np.linspace(1, 0, 200).astype(np.float32)
    right = np.ones(200, dtype=np.bool_)
    right[100:] = False
    cut = choose_cut(certainty, right)
    assert right[certainty >= cut.high].mean() >= 0.98
    assert cut.high > cut.medium
    assert choose_cut(certainty[:10], right[:10]).high > 1  # too few rows to promise anything


def test_sensitive_matters_are_reported_as_low_as_false_alarms_allow() -> None:
    from classifier.targets import HEADS, SENSITIVE_COLUMNS

    p = np.zeros((1000, len(HEADS)), dtype=np.float32)
    p[:, SENSITIVE_COLUMNS.start] = np.linspace(0, 1, 1000)
    answers = np.zeros((1000, len(HEADS)), dtype=np.bool_)
    threshold = choose_sensitive(p, answers)
    assert (p[:, SENSITIVE_COLUMNS.start] >= threshold).mean() <= 0.04


def test_thresholds_follow_f1() -> None:
    from classifier.targets import HEADS

    p = np.zeros((40, len(HEADS)), dtype=np.float32)
    answers = np.zeros((40, len(HEADS)), dtype=np.bool_)
    p[:20, 0], answers[:20, 0] = 0.4, True
    thresholds = choose_thresholds(p, answers)
    assert thresholds[0] < 0.65  # supported by sqrt(.4 * 1) = .63
    assert len(thresholds) == 5


def test_measures() -> None:
    assert upper_bound(0, 59) == pytest.approx(0.0495, abs=1e-3)
    assert upper_bound(3, 3) == 1.0
    certainty = np.array([0.9, 0.8, 0.2, 0.1])
    right = np.array([True, True, False, False])
    assert error_at(certainty, right, 0.5) == 0.0
    assert area(certainty, right) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
    assert calibration_error(certainty, right) == pytest.approx(0.15)
    true = np.array([[True, False], [False, True]])
    assert macro_f1(true, true) == 1.0
