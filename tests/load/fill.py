"""Fills a store with many cases quickly: real rows, in large transactions."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from desk_double import ACCOUNT, WORDS, Double

from classifier.reply import Reply
from desk.context import Desk
from desk.incoming import Incoming
from desk.pipeline import draft_reply
from desk.ranking import columns
from desk.revise import revision_row
from desk.tables import cases, drafts, messages
from desk.words import index_words
from policy.account import Account

_STATES = (
    ["waiting"] * 60 + ["claimed"] * 5 + ["approved"] * 5 + ["delivered"] * 25 + ["rejected"] * 5
)


def fill(desk: Desk, many: int, at: datetime) -> None:
    """Store `many` drafted cases in a mix of states; 60 % wait."""
    account = Account.model_validate(ACCOUNT)
    chance = random.Random(5)
    texts = [
        f"about the balance: {word}. {extra}" for word in WORDS for extra in ("", "maybe", "lawyer")
    ]
    texts.append("hm, nothing about it")
    ready = []
    for text in texts:
        reply = Reply(id="x", body=text)
        read = Double().classify([reply])[0]
        ready.append((text, draft_reply(reply, account, read, at.date())))
    for start in range(0, many, 5_000):
        with desk.db.write() as tx:
            _block(tx, range(start + 1, min(start + 5_000, many) + 1), ready, account, chance, at)


def _block(
    tx: sa.Connection,
    seqs: range,
    ready: list[Any],
    account: Account,
    chance: random.Random,
    at: datetime,
) -> None:
    rows: dict[str, list[dict[str, Any]]] = {"messages": [], "cases": [], "drafts": []}
    for seq in seqs:
        text, outcome = chance.choices(ready, weights=[20, 2, 1] * 4 + [1, 1, 1, 5])[0]
        body = (
            f"{text} number{seq}" + (" zyzzyva" if seq % 9_973 == 0 else "") + " lorem ipsum" * 30
        )
        wrote = at - timedelta(seconds=seq)
        rows["messages"].append(
            {
                "seq": seq, "message_id": f"m{seq}", "digest": "", "subject": "Re", "body": body,
                "sender": "a@b.example", "headers": {}, "client_id": f"c{seq % 5000}",
                "account": None, "accepted_by": "fill", "accepted_at": wrote,
            }
        )  # fmt: skip
        state = chance.choice(_STATES)
        rows["cases"].append(
            {
                "seq": seq, "id": f"{seq:024x}", "state": state, "version": 2, **columns(outcome),
                "received_at": wrote, "revision": 1, "edited": False, "with_lead": False,
                "claimed_by": "ana" if state == "claimed" and seq % 50 == 0 else None,
                "lease_until": None, "changed_by": "desk", "changed_at": wrote, "attempts": 1,
            }
        )  # fmt: skip
        rows["drafts"].append(revision_row(seq, 1, "baseline", "desk", wrote, outcome, account))
        index_words(tx, seq, Incoming(reply=Reply(id=f"m{seq}", body=body)))
    tx.execute(messages.insert(), rows["messages"])
    tx.execute(cases.insert(), rows["cases"])
    tx.execute(drafts.insert(), rows["drafts"])
