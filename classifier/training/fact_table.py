"""How well the facts are read: sensitive matters, wire receipt, contract type, injection, language."""

from __future__ import annotations

from collections.abc import Sequence

from classifier.facts.gather import gather
from classifier.training.fit_answers import Judged
from classifier.training.tables import table
from policy.model import Facts


def read_facts(judged: Judged, sensitive: float) -> list[Facts]:
    """Facts of each row, from probabilities that the model gave without having seen it."""
    data = judged.data
    return [
        gather(row.reply(), doc, p, code, said.scenarios, sensitive)
        for row, doc, p, code, said in zip(
            data.rows,
            data.documents,
            judged.probabilities,
            data.languages,
            judged.said,
            strict=True,
        )
    ]


def fact_tables(judged: Sequence[Judged], sensitive: float) -> str:
    """Two Markdown tables. `sensitive`: see `classifier.decision.Rules`."""
    first, second = [], []
    for one in judged:
        facts, rows = read_facts(one, sensitive), one.data.rows
        found = [{s.value for s in f.sensitive} for f in facts]
        some = [bool(s) for s, row in zip(found, rows, strict=True) if row.sensitive]
        none = [bool(s) for s, row in zip(found, rows, strict=True) if not row.sensitive]
        hits = sum(len(s & set(row.sensitive)) for s, row in zip(found, rows, strict=True))
        named = sum(len(row.sensitive) for row in rows)
        first.append(
            (
                one.name,
                f"{sum(some) / max(len(some), 1):.3f} (n = {len(some)})",
                f"{hits / max(named, 1):.3f} (n = {named})",
                f"{sum(none) / max(len(none), 1):.3f} (n = {len(none)})",
            )
        )
        for name, said, true in (
            ("wire receipt", [f.wire_receipt for f in facts], [r.wire_receipt for r in rows]),
            ("contract type", [f.contract_type for f in facts], [r.contract_type for r in rows]),
            (
                "injection",
                [f.injection or None for f in facts],
                [r.injection or None for r in rows],
            ),
            ("language", [f.language for f in facts], [r.language for r in rows]),
        ):
            right = [a == b for a, b in zip(said, true, strict=True)]
            stated = [ok for ok, b in zip(right, true, strict=True) if b not in (None, "none")]
            share = f"{sum(stated) / max(len(stated), 1):.3f} (n = {len(stated)})"
            second.append((f"{one.name}: {name}", f"{sum(right) / len(right):.3f}", share))
    return "\n\n".join(
        [
            table(("sensitive", "replies with one, flagged", "kinds found", "false alarms"), first),
            table(("fact", "right", "right where the reply states it"), second),
        ]
    )
