"""What a change that means nothing does to the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from classifier.classification import Classification
from classifier.reply import Reply
from eval.case import Case
from eval.metrics.proportion import proportion
from eval.perturb import PERTURBATIONS

Classify = Callable[[Sequence[Reply]], list[Classification]]


def robustness(
    cases: Sequence[Case], said: Sequence[Classification], classify: Classify
) -> dict[str, dict[str, Any]]:
    """Per perturbation, over the cases that it changes: primary accuracy before and after, and the
    share of replies whose primary label moved. `said` are the answers to the unchanged cases."""
    made = {}
    for name, change in PERTURBATIONS.items():
        pairs = [
            (c, s, body) for c, s in zip(cases, said, strict=True) if (body := change(c)) != c.body
        ]
        after = classify([c.reply().model_copy(update={"body": body}) for c, _, body in pairs])
        n = len(pairs)
        made[name] = {
            "before": proportion(sum(s.primary == c.primary for c, s, _ in pairs), n),
            "after": proportion(
                sum(a.primary == c.primary for a, (c, _, _) in zip(after, pairs, strict=True)), n
            ),
            "moved": proportion(
                sum(a.primary != s.primary for a, (_, s, _) in zip(after, pairs, strict=True)), n
            ),
        }
    return made
