"""Writes the model card: every figure of `classifier/model/README.md`, and its plots."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from classifier.baseline import Baseline
from classifier.model_file import ENCODER, Model
from classifier.network import Network
from classifier.robustness import FLOORS, measure
from classifier.training import measures, plots, tables
from classifier.training.curve import learning_curve, outlook
from classifier.training.fact_table import fact_tables
from classifier.training.fit_answers import Judged
from classifier.training.fit_network import Recipe
from classifier.training.fit_views import Tick, Views
from classifier.training.prepared import Prepared

WORDS = Path(__file__).with_name("card.md")
"""The card's words; figures go in its `{…}` fields."""


def write_card(
    data_dir: Path,
    out_dir: Path,
    model: Model,
    views: Views,
    judged: Sequence[Judged],
    base: Network,
    recipe: Recipe,
    provenance: dict[str, str | int],
    tick: Tick,
) -> None:
    """`README.md` and three plots in `out_dir`. `judged`: out-of-fold rows, then calibration rows."""
    data, held = judged[0].data, judged[1].data
    sizes, right = learning_curve(data, held, model, base, recipe, tick)
    sizes.append(len(data))
    right.append(judged[1].right)
    curves = {
        name: [float(r[mask].mean()) for r in right]
        for name, mask in measures.groups(judged[1]).items()
        if mask.any()
    }
    plots.reliability(out_dir / "reliability.png", judged)
    plots.coverage(out_dir / "risk-coverage.png", judged)
    plots.learning(out_dir / "learning-curve.png", sizes, curves)
    fields = {
        "rows": f"{len(data):,}",
        "held": f"{len(held):,}",
        "writers": str(len({row.author for row in data.rows})),
        "encoder": ENCODER,
        "data_sha": str(provenance["data_sha256"]),
        "model_sha": str(provenance["sha256"]),
        "network_sha": str(provenance["network_sha256"]),
        "recipe": ", ".join(f"{name} {value:g}" for name, value in vars(recipe).items()),
        "thresholds": ", ".join(f"{t:g}" for t in model.rules.thresholds),
        "cuts": "; ".join(
            f"{name}: high from {cut.high:.3f}, medium from {cut.medium:.3f}"
            for name, cut in model.rules.cuts.items()
        ),
        "quality": tables.quality(judged),
        "labels": tables.by_label(judged),
        "calibration": tables.calibration(judged),
        "safety_group": tables.safety(judged, model.rules, "group"),
        "safety_label": tables.safety(judged, model.rules, "label"),
        "safety_language": tables.safety(judged, model.rules, "language"),
        "facts": fact_tables(judged),
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
    shares = measure(served, [row.reply() for row in held.rows])
    tick("robustness", 1, 1)
    return tables.table(
        ("change", "unchanged answers", "floor in the tests"),
        [(name, f"{share:.3f}", f"{FLOORS[name]:.2f}") for name, share in shares.items()],
    )


def _agreement(path: Path) -> str:
    """Kappa and share of the test split's two labellings, if that was measured."""
    if not path.exists():
        return "The agreement of two labellers has not been measured yet."
    found = json.loads(path.read_text("utf-8"))
    rows = [
        (name, f"{kappa:.3f}", f"{share:.3f}")
        for name, (kappa, share) in found["kappa_and_share"].items()
        if kappa is not None
    ]
    intro = f"{found['rows']} test rows, labelled {found['labelled']}. {found['caution']}"
    return f"{intro}\n\n{tables.table(('field', 'kappa', 'share equal'), rows)}"
