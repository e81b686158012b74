"""Loads sample accounts and replies, so that a new desk has something to show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk import accounts, recovery
from desk.accept import accept
from desk.context import Actor, Desk
from desk.drafting import draft_cases
from desk.incoming import Incoming
from desk.intake import read
from desk.row import Row, RowError
from policy.account import Account

ACTOR = Actor("demo")


@dataclass(frozen=True)
class Loaded:
    """How many accounts and messages were loaded, how many of the messages were here before."""

    accounts: int
    messages: int
    known: int
    faults: list[RowError]


def load(desk: Desk, folder: Path) -> Loaded:
    """Store `accounts.jsonl` and `replies.jsonl` of a folder and draft what is new; safe to repeat.

    The tables have to exist (`desk.migrate.upgrade`). Raises `OSError` when a file is missing.
    """
    imported = accounts.import_file(desk, folder / "accounts.jsonl", ACTOR)
    faults = list(imported.faults)
    new = known = 0
    with (folder / "replies.jsonl").open("rb") as stream:
        for row in read(stream, "replies.jsonl"):
            if isinstance(row, RowError):
                faults.append(row)
                continue
            if accept(desk, _incoming(row), ACTOR).new:
                new += 1
            else:
                known += 1
    waiting = recovery.unread(desk, 0, limit=10_000)
    for start in range(0, len(waiting), desk.settings.batch):
        draft_cases(desk, waiting[start : start + desk.settings.batch], "demo")
    return Loaded(imported.stored, new + known, known, faults)


def _incoming(row: Row) -> Incoming:
    given, client = row.extra.get("account"), row.extra.get("client_id")
    return Incoming(
        reply=row.reply,
        account=Account.model_validate(given) if given else None,
        client_id=str(client) if client else None,
        ticket_id=str(row.extra["ticket"]) if row.extra.get("ticket") else None,
    )
