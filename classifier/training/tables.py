"""The model card's tables, in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from classifier.classification import LABELS
from classifier.decision import Rules
from classifier.training import measures
from classifier.training.fit_answers import Judged
from classifier.training.measures import Bools


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; every column but the first is right-aligned."""
    lines = [
        f"| {' | '.join(head)} |",
        f"|---|{'---:|' * (len(head) - 1)}",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
    ]
    return "\n".join(lines)


def quality(judged: Sequence[Judged]) -> str:
    """How right, by kind of reply."""
    rows = []
    for one in judged:
        true, said = measures.labels_of(one)
        for name, mask in measures.groups(one).items():
            if not mask.any():
                continue
            rows.append(
                (
                    f"{one.name}: {name}",
                    int(mask.sum()),
                    f"{one.right[mask].mean():.3f}",
                    f"{measures.macro_f1(true[mask], said[mask]):.3f}",
                    f"{(true[mask] == said[mask]).all(axis=1).mean():.3f}",
                )
            )
    return table(
        ("rows", "n", "primary right", "macro-F1 of six labels", "all labels exactly right"), rows
    )


def calibration(judged: Sequence[Judged]) -> str:
    """How honest the certainty is."""
    rows = []
    for one in judged:
        c, right = one.certainty, one.right
        low, high = measures.interval(c, right)
        rows.append(
            (
                one.name,
                f"{measures.brier(c, right):.3f}",
                f"{measures.calibration_error(c, right):.3f} ({low:.3f} to {high:.3f})",
                f"{measures.area(c, right):.3f}",
                f"{measures.error_at(c, right, 0.8):.3f}",
                f"{measures.error_at(c, right, 0.6):.3f}",
            )
        )
    head = ("rows", "Brier", "ECE (95% interval)", "AURC", "error at 80%", "error at 60%")
    return table(head, rows)


def safety(judged: Sequence[Judged], rules: Rules, part: str) -> str:
    """Errors among `high`, by `label`, `language` or `group`, with the bound and n."""
    rows = []
    for one in judged:
        high = measures.is_high(one, rules)
        for name, mask in _parts(one, part).items():
            n, wrong = int((high & mask).sum()), int((high & mask & ~one.right).sum())
            if not mask.any():
                continue
            rows.append(
                (
                    f"{one.name}: {name}",
                    int(mask.sum()),
                    f"{one.right[mask].mean():.3f}",
                    n,
                    f"{n / int(mask.sum()):.2f}",
                    wrong,
                    f"{measures.upper_bound(wrong, n):.3f}" if n else "-",
                )
            )
    head = ("rows", "n", "primary right", "high", "share", "wrong among high", "95% bound")
    return table(head, rows)


def _parts(judged: Judged, part: str) -> dict[str, Bools]:
    if part == "group":
        return measures.groups(judged)
    value: Callable[[int], str]
    if part == "label":
        # By the label that was said: that is what an agent sees.
        names = list(LABELS)
        value = lambda i: judged.said[i].primary  # noqa: E731
    else:
        found = {row.language or "none" for row in judged.data.rows}
        names = sorted(found, key=lambda code: (code != "en", code))
        value = lambda i: judged.data.rows[i].language or "none"  # noqa: E731
    of = np.array([value(i) for i in range(len(judged.data))])
    return {name: of == name for name in names}


def by_label(judged: Sequence[Judged]) -> str:
    """Precision, recall and F1 of each label."""
    rows = []
    for one in judged:
        true, said = measures.labels_of(one)
        for k, label in enumerate(LABELS):
            precision, recall, f1 = measures.precision_recall(true[:, k], said[:, k])
            count = int(true[:, k].sum())
            rows.append(
                (f"{one.name}: {label}", count, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}")
            )
    return table(("rows", "n", "precision", "recall", "F1"), rows)
