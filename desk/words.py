"""Search over clients' words: FTS5 on SQLite, a text-search vector on PostgreSQL."""

from __future__ import annotations

import re

import sqlalchemy as sa

from desk.incoming import Incoming

_INDEXED = 100_000  # characters of a body; what stands beyond is quoted history
_WORD = re.compile(r"\w+", re.UNICODE)
_MAX_WORDS = 12
_SQLITE_PUT = sa.text("INSERT INTO case_words (rowid, words) VALUES (:seq, :words)")
_POSTGRES_PUT = sa.text(
    "INSERT INTO case_words (case_seq, words) VALUES (:seq, to_tsvector('simple', :words))"
)


def index_words(tx: sa.Connection, seq: int, incoming: Incoming) -> None:
    """Make a message findable by its words, sender, client, client's name, ticket and message id."""
    reply, account = incoming.reply, incoming.account
    text = "\n".join(
        [
            reply.subject,
            reply.sender or "",
            incoming.client or "",
            (account.client_name or "") if account else "",
            incoming.ticket_id or "",
            reply.id,
            reply.body[:_INDEXED],
        ]
    )
    # The same notion of a word on both databases: addresses and ids fall apart into their pieces.
    words = " ".join(
        word[:200] for word in _WORD.findall(text.replace("\0", " ").replace("_", " "))
    )
    tx.execute(
        _SQLITE_PUT if _sqlite(tx) else _POSTGRES_PUT, {"seq": seq, "words": words[:400_000]}
    )


def matching(tx: sa.Connection, text: str) -> sa.TextClause | None:
    """A subquery of the case numbers in which every word of `text` begins some word.

    None when `text` holds no word at all, which matches nothing.
    """
    words = _WORD.findall(text.lower().replace("\0", " ").replace("_", " "))[:_MAX_WORDS]
    if not words:
        return None
    if _sqlite(tx):
        match = " ".join(f'"{word}"*' for word in words)
        return sa.text("SELECT rowid FROM case_words WHERE case_words MATCH :match").bindparams(
            match=match
        )
    match = " & ".join(f"'{word}':*" for word in words)
    return sa.text(
        "SELECT case_seq FROM case_words WHERE words @@ to_tsquery('simple', :match)"
    ).bindparams(match=match)


def _sqlite(tx: sa.Connection) -> bool:
    return tx.dialect.name == "sqlite"
