"""`arrears eval replay`: what would be decided and written today for cases of earlier days?"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from classifier.artefact import ArtefactError
from classifier.concession import load_concession as load_sentence_model
from desk.pipeline import Outcome, draft_reply
from eval.data import RowFault
from eval.stored import Stored, read
from policy.clauses import PolicyError
from policy.guard import SentenceModel
from policy.law import Law, load_law

# They name the versions themselves, which differ by the nature of a replay.
_VERSIONS = {"policy_version", "on"}


@dataclass(frozen=True)
class Change:
    """A case that would end otherwise: each field with its value then and now, and the draft's lines."""

    id: str
    fields: dict[str, tuple[Any, Any]]
    draft: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """As a line of JSON."""
        fields = {name: {"then": a, "now": b} for name, (a, b) in self.fields.items()}
        return {"id": self.id, "fields": fields, "draft": list(self.draft)}


def replay(stored: Stored, law: Law, sentence_model: SentenceModel | None) -> Change | None:
    """Re-decide one stored case under `law`, on its own day; `None` where nothing would change."""
    reply = stored.reply
    if stored.automatic and not reply.headers:
        reply = reply.model_copy(update={"headers": {"Auto-Submitted": stored.automatic}})
    now = draft_reply(
        reply,
        stored.account,
        stored.classification,
        stored.decision.on,
        sentence_model=sentence_model,
        law=law,
    )
    fields = _differences(stored, now)
    lines = (
        _lines(stored.draft.body if stored.draft else ""),
        _lines(now.draft.body if now.draft else ""),
    )
    diff = [
        d for d in difflib.unified_diff(*lines, "then", "now", lineterm="", n=0) if d[:2] != "@@"
    ]
    return Change(stored.id, fields, tuple(diff)) if fields or diff else None


def _differences(stored: Stored, now: Outcome) -> dict[str, tuple[Any, Any]]:
    one, two = stored.decision.model_dump(mode="json"), now.decision.model_dump(mode="json")
    for side in (one, two):
        side |= {f"route.{k}": v for k, v in side.pop("route").items()}
        if not stored.whole_note:
            side.pop("route.internal_note")
    one["subject"] = stored.draft.subject if stored.draft else None
    two["subject"] = now.draft.subject if now.draft else None
    return {k: (one[k], two[k]) for k in two if k not in _VERSIONS and one[k] != two[k]}


def _lines(body: str) -> list[str]:
    return body.splitlines()


def main(
    file: Path,
    policy: Path | None = None,
    *,
    inputs: Path | None = None,
    out: Path | None = None,
    console: Console | None = None,
) -> int:
    """List every decision and draft of `file` that would change under the policy folder `policy`.

    `inputs`: the rows that `arrears draft` was given, for accounts and messages that `file` lacks.
    `out`: also write the changes there as JSON Lines. Status 0 whether or not anything changes, 1 where a
    row could not be read, 2 where nothing could be done.
    """
    console = console or Console()
    errors = Console(stderr=True)
    try:
        law = load_law(policy.resolve()) if policy else load_law()
        rows = list(read(file, inputs))
        sentence_model = load_sentence_model()
    except (PolicyError, ArtefactError, OSError, ValueError) as error:
        errors.print(f"arrears eval replay: {error}", markup=False, highlight=False, style="red")
        return 2
    faults = [row for row in rows if isinstance(row, RowFault)]
    for fault in faults:
        errors.print(str(fault), markup=False, highlight=False)
    changes = list(_changes(rows, law, sentence_model))
    for change in changes:
        _print(change, console)
    cases = len(rows) - len(faults)
    console.print(
        f"{len(changes)} of {cases} cases would change under policy {law.version}.", highlight=False
    )
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(c.row(), ensure_ascii=False) for c in changes)
        out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return 1 if faults else 0


def _changes(
    rows: list[Stored | RowFault], law: Law, sentence_model: SentenceModel
) -> Iterator[Change]:
    for row in rows:
        if isinstance(row, Stored) and (change := replay(row, law, sentence_model)):
            yield change


def _print(change: Change, console: Console) -> None:
    console.print(Text(change.id, style="bold"))
    for name, (then, now) in change.fields.items():
        console.print(Text(f"  {name}: {then!r} -> {now!r}"))
    for line in change.draft:
        style = "green" if line.startswith("+") else "red" if line.startswith("-") else ""
        console.print(Text(f"  {line}", style=style))
