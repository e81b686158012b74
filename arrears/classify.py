"""`arrears classify`: replies in, one classification a line out."""

from __future__ import annotations

import click

from arrears.models import classifier_options, classifying


@click.command("classify")
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@classifier_options
def command(file: str, no_llm: bool, model: str | None) -> None:
    """Say which scenario each reply is, with calibrated confidence and the words that decided.

    FILE is JSON Lines ({"id","subject","body","attachments"}) or one mail (.eml); `-` or nothing reads
    standard input. Each reply gives one JSON object on a line: scenarios, primary, probabilities, band,
    facts and evidence (spans of the body). Other keys of a row are ignored.

    A row that cannot be read is named on standard error and stays in the output as an error row; the rest
    goes on, and the exit status is 1.

    \b
    Examples:
      arrears classify replies.jsonl > read.jsonl
      arrears classify mail.eml
    """
    from arrears.streams import batches, opened, progress, report, write
    from desk.intake import read
    from desk.row import RowError

    failed = False
    with (
        opened(file) as stream,
        classifying(no_llm=no_llm, model=model) as classifier,
        progress(stream, "classified") as advance,
    ):
        for batch in batches(read(stream, None if file == "-" else file)):
            answers = iter(
                classifier.classify([r.reply for r in batch if not isinstance(r, RowError)])
            )
            for row in batch:
                if isinstance(row, RowError):
                    failed = True
                    report(row)
                else:
                    write(next(answers).row())
            advance(len(batch))
    raise SystemExit(failed)
