"""`arrears draft`: replies and accounts in, policy-safe drafts out."""

from __future__ import annotations

from datetime import date, datetime

import click

from arrears.models import classifier_options, classifying, load_sentence_model


@click.command("draft")
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@click.option("--accounts", type=click.Path(), help="Accounts by client_id: JSON Lines or CSV.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="Decide as of this day. [default: today]"
)
@classifier_options
def command(
    file: str, accounts: str | None, on: datetime | None, no_llm: bool, model: str | None
) -> None:
    """Draft the answer to each reply: classify, apply the policy, compose, guard.

    FILE is JSON Lines or one mail (.eml), as for `classify`. A row carries its "account", or a "client_id"
    that is looked up in --accounts; a mail is looked up by its sender's address as client_id. Without an
    account nothing is drafted and the row goes to a person, with the reason.

    Each reply gives one JSON object on a line: classification, decision (macros, clauses cited, what to
    check), draft with the origin of each segment or null, and route (group, tags, internal note).
    Exit status 1 when a row could not be read; the other rows are unaffected.

    \b
    Examples:
      arrears draft replies.jsonl --accounts accounts.jsonl > drafts.jsonl
      arrears draft mail.eml --accounts accounts.csv --on 2026-11-22
    """
    from arrears.accounts_lookup import Lookup
    from arrears.streams import batches, opened, progress, rejected, report, write
    from desk.intake import read
    from desk.pipeline import draft_replies
    from desk.row import RowError
    from policy.account import Account

    day = on.date() if on else date.today()
    failed = False
    lookup = Lookup.of(accounts)
    for error in lookup.errors:
        click.echo(f"{accounts}: line {error.line}: {error.field}: {error.reason}", err=True)
        failed = True
    sentences = load_sentence_model()
    known: dict[str, Account | None] = {}  # of the batch at hand: names billing knows are kept back
    with (
        opened(file) as stream,
        classifying(
            no_llm=no_llm, model=model, account_of=lambda reply: known.get(reply.id)
        ) as classifier,
        progress(stream, "drafted") as advance,
    ):
        for batch in batches(read(stream, None if file == "-" else file)):
            found: list[RowError | None] = []
            ready = []
            for row in batch:
                if isinstance(row, RowError):
                    found.append(row)
                    continue
                try:
                    ready.append((row.reply, lookup.account(row)))
                    found.append(None)
                except ValueError as error:
                    found.append(rejected(row.line, row.reply.id, error, "account"))
            known = {reply.id: account for reply, account in ready}
            outcomes = draft_replies(ready, classifier, day, sentence_model=sentences)
            for fault in found:
                if fault is None:
                    write(next(outcomes).row())
                else:
                    failed = True
                    report(fault)
            advance(len(batch))
    raise SystemExit(failed)
