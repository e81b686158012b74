"""The guard's own figures: what counts as found, as the right kind, as a false alarm."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.guarding import SHIPPED, guarding


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        ("1", "Your butterfly is coming home.", "en", ["refund_promise"]),
        ("2", "A butterfly may wait.", "en", ["extension_grant"]),
        ("3", "Nothing here.", "de", ["plan_offer"]),
        ("4", "A butterfly, merely.", "de", []),
        ("5", "Thank you.", "en", []),
    ]
    names = ("id", "text", "language", "kinds")
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in rows]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


def _objects(texts: Sequence[str]) -> list[dict[str, float]]:
    return [{"refund_promise": 0.9 if "butterfly" in t else 0.1} for t in texts]


def test_found_right_kind_and_false_alarms_are_told_apart(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    figures = guarding(_objects, folder, lambda *at: seen.append(at))
    assert (figures["recall"]["value"], figures["recall"]["n"]) == (pytest.approx(2 / 3), 3)
    assert figures["right_kind"]["value"] == pytest.approx(1 / 3)
    assert (figures["false_alarms"]["value"], figures["false_alarms"]["n"]) == (0.5, 2)
    assert figures["languages"]["de"]["recall"]["value"] == 0
    assert figures["kinds"]["plan_offer"]["n"] == 1
    assert [m["id"] for m in figures["missed"]] == ["3"]
    assert [m["id"] for m in figures["false_alarm_texts"]] == ["4"]
    assert seen[-1] == (5, 5)


def _rows(split: str) -> list[dict[str, str]]:
    files = sorted((SHIPPED.parent / split).glob("*.jsonl"))
    return [json.loads(line) for f in files for line in f.read_text("utf-8").splitlines()]


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of eight words, and the whole."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words), *(tuple(words[i : i + 8]) for i in range(len(words) - 7))}


def test_the_shipped_texts_and_their_authors_stand_in_no_other_split() -> None:
    train, calibration, test = (_rows(split) for split in ("train", "calibration", "test"))
    authors = [{row["author"] for row in rows} for rows in (train, calibration, test)]
    assert all(authors)
    assert not authors[0] & authors[1]
    assert not (authors[0] | authors[1]) & authors[2]
    read = {run for row in train + calibration for run in _runs(row["text"])}
    assert [row["id"] for row in test if _runs(row["text"]) & read] == []
