"""Writes the model card: every figure of `classifier/model/README.md`, and its plots."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from classifier.baseline import Baseline
from classifier.model_file import Model
from classifier.robustness import FLOORS, measure
from classifier.training import measures, plots, tables
from classifier.training.curve import learning_curve, outlook
from classifier.training.fact_table import fact_tables
from classifier.training.fit_answers import Judged
from classifier.training.fit_views import Tick, Views
from classifier.training.prepared import Prepared
from classifier.training.pretrained import NAME
from classifier.training.recipe import Recipe

WORDS = Path(__file__).with_name("card.md")
"""The card's words; figures go in its `{…}` fields."""
ROBUST = 4
"""Every so many-th calibration row is changed in each way: fourteen readings of each take time."""


def write_card(
    data_dir: Path,
    out_dir: Path,
    model: Model,
    views: Views,
    judged: Judged,
    data: Prepared,
    recipe: Recipe,
    provenance: dict[str, str | int],
    tick: Tick,
) -> None:
    """`README.md` and three plots in `out_dir`. `judged`: the calibration rows; `data`: the training rows."""
    held, shown = judged.data, [judged]
    pieces = out_dir / "wordpieces.model"
    sizes, right = learning_curve(data, held, model, pieces, recipe, tick)
    sizes.append(len(data))
    right.append(judged.right)
    curves = {
        name: [float(r[mask].mean()) for r in right]
        for name, mask in measures.groups(judged).items()
        if mask.any()
    }
    plots.reliability(out_dir / "reliability.png", shown)
    plots.coverage(out_dir / "risk-coverage.png", shown)
    plots.learning(out_dir / "learning-curve.png", sizes, curves)
    fields = {
        "rows": f"{len(data):,}",
        "held": f"{len(held):,}",
        "writers": str(len({row.author for row in data.rows})),
        "start": NAME,
        "data_sha": str(provenance["data_sha256"]),
        "model_sha": str(provenance["sha256"]),
        "network_sha": str(provenance["network_sha256"]),
        "recipe": ", ".join(f"{name} {value:g}" for name, value in asdict(recipe).items()),
        "thresholds": ", ".join(f"{t:g}" for t in model.rules.thresholds),
        "sensitive": f"{model.rules.sensitive:g}",
        "cuts": "; ".join(
            f"{name}: high from {cut.high:.3f}, medium from {cut.medium:.3f}"
            for name, cut in model.rules.cuts.items()
        ),
        "quality": tables.quality(shown),
        "labels": tables.by_label(shown),
        "calibration": tables.calibration(shown),
        "safety_group": tables.safety(shown, model.rules, "group"),
        "safety_label": tables.safety(shown, model.rules, "label"),
        "safety_language": tables.safety(shown, model.rules, "language"),
        "facts": fact_tables(shown, model.rules.sensitive),
        "robustness": _robustness(model, views, held, tick),
        "curve": tables.table(
            ("training rows", *curves),
            [(n, *(f"{c[i]:.3f}" for c in curves.values())) for i, n in enumerate(sizes)],
        ),
        "outlook": outlook(sizes, curves["all"]),
        "agreement": _agreement(data_dir / "test" / "agreement.json"),
    }
    text = WORDS.read_text("utf-8")
    for name, value in fields.items():
        text = text.replace("{" + name + "}", value)
    (out_dir / "README.md").write_text(text, "utf-8")


def _robustness(model: Model, views: Views, held: Prepared, tick: Tick) -> str:
    tick("robustness", 0, 1)
    served = Baseline(model, views.network, "measured")
    shares = measure(served, [row.reply() for row in held.rows[::ROBUST]])
    tick("robustness", 1, 1)
    return tables.table(
        ("change", "unchanged answers", "floor in the tests"),
        [(name, f"{share:.3f}", f"{FLOORS[name]:.2f}") for name, share in shares.items()],
    )


def _agreement(path: Path) -> str:
    """Kappa and share of the test split's two labellings, if that was measured."""
    if not path.exists():
        return "The agreement of two labellers has not been measured yet."
    return "\n\n".join(_round(found) for found in json.loads(path.read_text("utf-8"))["rounds"])


def _round(found: dict[str, Any]) -> str:
    rows = [
        (name, f"{kappa:.3f}", f"{share:.3f}")
        for name, (kappa, share) in found["kappa_and_share"].items()
        if kappa is not None
    ]
    intro = (
        f"{found['rows']} test rows of {' and '.join(found['writers'])}, labelled {found['labelled']}. "
        f"{found['caution']}"
    )
    return f"{intro}\n\n{tables.table(('field', 'kappa', 'share equal'), rows)}"
