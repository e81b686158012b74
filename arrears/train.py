"""`arrears train`: fits the shipped models anew from the corpus."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("train")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False),
    help="Corpus folder. [default: classifier/data]",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Where the model goes. [default: classifier/model]",
)
def command(data: str | None, out: str | None) -> None:
    """Train the classifier and the guard's sentence model; write the artefacts and the model card.

    The same data gives the same artefact, byte for byte. Needs the development packages (`make test` sets
    them up) for the plots of the card.
    """
    from classifier.train import main as train

    train(Path(data) if data else None, Path(out) if out else None)
