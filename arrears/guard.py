"""`arrears guard`: checks any text that could go to a client."""

from __future__ import annotations

import click

from arrears.models import load_sentence_model


@click.command("guard")
@click.argument("file", default="-", type=click.Path(allow_dash=True))
def command(file: str) -> None:
    """Find what must not be written to a client: concessions, inventions, leaks, blame.

    FILE is JSON Lines ({"id","text","account"}); `-` or nothing reads standard input. Each row gives
    {"id","violations":[{"kind","start","end","reason"}]}, with spans of the text in characters. Figures,
    dates and names must come from the account; without one none is supported. Nothing counts as granted.

    \b
    Example:
      echo '{"id":"1","text":"We can split this in three."}' | arrears guard
    """
    from arrears.streams import batches, opened, progress, rejected, report, write
    from desk.guard_rows import TextRow, read_texts
    from desk.row import RowError
    from policy.guard import GuardUnavailable, check

    failed = False
    with opened(file) as stream, progress(stream, "checked") as advance:
        sentences = load_sentence_model()
        for batch in batches(read_texts(stream)):
            for row in batch:
                fault = row
                if isinstance(row, TextRow):
                    try:
                        found = check(row.text, row.account, sentence_model=sentences)
                        write(
                            {"id": row.id, "violations": [v.model_dump(mode="json") for v in found]}
                        )
                        continue
                    except GuardUnavailable as error:
                        fault = rejected(row.line, row.id, error, "text")
                assert isinstance(fault, RowError)  # noqa: S101
                failed = True
                report(fault)
            advance(len(batch))
    raise SystemExit(failed)
