"""Rows for the guard: a text and the account it is to be checked against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pydantic import ValidationError

from desk.row import RowError
from desk.rows import rows
from policy.account import Account

MAX_TEXT = 200_000  # characters; an answer to a client has a few thousand


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text that could go to a client."""

    line: int
    id: str
    text: str
    account: Account | None


def read_texts(stream: BinaryIO) -> Iterator[TextRow | RowError]:
    """Each row of a JSON Lines stream (`id`, `text`, `account`), in order; nothing is left out."""
    for row in rows(stream):
        if isinstance(row, RowError):
            yield row
            continue
        text, given = row.extra.get("text"), row.extra.get("account")
        if not isinstance(text, str):
            yield RowError(row.line, row.reply.id, "text", "missing or not a text")
        elif len(text) > MAX_TEXT:
            yield RowError(row.line, row.reply.id, "text", f"longer than {MAX_TEXT:,} characters")
        else:
            try:
                account = None if given is None else Account.model_validate(given)
            except ValidationError as error:
                fault = error.errors(include_input=False, include_url=False)[0]
                where = ".".join(["account", *map(str, fault["loc"])])
                yield RowError(row.line, row.reply.id, where, fault["msg"])
                continue
            yield TextRow(row.line, row.reply.id, text, account)
