"""The data card: what the corpus holds, counted, between words that a person wrote.

`python -m classifier.corpus` checks the corpus; with `--card` it also writes `data/README.md`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from classifier.classification import LABELS
from classifier.corpus import DATA, SPLITS, Located
from classifier.corpus_check import check
from classifier.targets import SENSITIVE

BEGIN = "<!-- counts: written by `python -m classifier.corpus --card` -->"
END = "<!-- end of counts -->"


def counts(rows: Sequence[Located]) -> str:
    """The counted part of the card, Markdown tables by split."""
    splits = [split for split in SPLITS if any(r.split == split for r in rows)]

    def table(title: str, names: Iterable[str], values: Callable[[Located], Iterable[str]]) -> str:
        tally = {s: Counter(v for r in rows if r.split == s for v in values(r)) for s in splits}
        lines = [
            f"| {title} | {' | '.join(splits)} |",
            f"|---|{'---:|' * len(splits)}",
            *(f"| {n} | {' | '.join(str(tally[s][n]) for s in splits)} |" for n in names),
        ]
        return "\n".join(lines)

    languages = sorted({r.row.language or "none" for r in rows}, key=lambda x: (x != "en", x))
    return "\n\n".join(
        [
            table(
                "rows",
                ("all", "everyday", "hard", "several labels", "quoted history", "attachments"),
                _kinds,
            ),
            table("writers and personas", ("writers", "personas"), _people(rows)),
            table("label (a row may have several)", LABELS, lambda r: r.row.scenarios),
            table("primary label", LABELS, lambda r: [r.row.primary]),
            table("language", languages, lambda r: [r.row.language or "none"]),
            table("sensitive matter", (*SENSITIVE, "none"), lambda r: r.row.sensitive or ["none"]),
            table(
                "other facts",
                (
                    *(f"contract: {kind}" for kind in ("hourly", "fixed", "both")),
                    *(f"wire receipt: {state}" for state in ("claimed", "promised", "attached")),
                    "injection",
                ),
                _facts,
            ),
        ]
    )


def _kinds(located: Located) -> list[str]:
    from classifier.text import clean

    row = located.row
    found = ["all", row.difficulty]
    if len(row.scenarios) > 1:
        found.append("several labels")
    if row.attachments:
        found.append("attachments")
    if clean(row.body, row.subject).quoted:
        found.append("quoted history")
    return found


def _people(rows: Sequence[Located]) -> Callable[[Located], list[str]]:
    """Each writer and each persona counts at the first row that has it."""
    seen: set[tuple[str, str]] = set()

    def values(located: Located) -> list[str]:
        new = []
        for name, value in (
            ("writers", located.row.author),
            ("personas", located.row.split_group),
        ):
            if (name, value) not in seen:
                seen.add((name, value))
                new.append(name)
        return new

    return values


def _facts(located: Located) -> list[str]:
    row = located.row
    return [
        f"contract: {row.contract_type}",
        f"wire receipt: {row.wire_receipt}",
        *(["injection"] if row.injection else []),
    ]


def with_counts(card: str, rows: Sequence[Located]) -> str:
    """The card with its counted part renewed. Raises `ValueError` where the marks are missing."""
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the data card lacks {BEGIN!r} or {END!r}")
    return f"{before}{BEGIN}\n\n{counts(rows)}\n\n{END}{after}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Check the corpus; exit status 1 with one line a fault."""
    parser = argparse.ArgumentParser(prog="python -m classifier.corpus", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=DATA, help="folder with train/, calibration/, test/"
    )
    parser.add_argument("--card", action="store_true", help="renew the counts in README.md")
    options = parser.parse_args(arguments)
    rows, problems = check(options.data)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(rows)} rows, {len(problems)} problems")
    if options.card:
        path = options.data / "README.md"
        path.write_text(with_counts(path.read_text("utf-8"), rows), "utf-8")
    sys.exit(bool(problems))
