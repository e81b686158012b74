"""`arrears train`: fits the shipped models anew from the corpus."""

from __future__ import annotations

from pathlib import Path

import click

ANSWERS = "answers"  # a model's stored answers on the calibration split, one file a model
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("train")
@click.option("--data", type=FOLDER, help="Corpus folder. [default: classifier/data]")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the models go. [default: classifier/model]",
)
@click.option(
    "--only",
    type=click.Choice(["classifier", "guard", "cascade"]),
    help="One part instead of all three.",
)
def command(data: Path | None, out: Path | None, only: str | None) -> None:
    """Train the classifier, the guard's sentence model and the cascade's table, and write the model card.

    The same data gives the same artefacts, byte for byte (about ten minutes on one core). The test split is
    never read. Replies that agents relabelled (the lead's page exports them) can be added to
    classifier/data/train as a file of their own.
    """
    from classifier.corpus import DATA
    from classifier.train import MODEL_FOLDER

    source, target = data or DATA, out or MODEL_FOLDER
    target.mkdir(parents=True, exist_ok=True)
    if only in (None, "classifier"):
        _classifier(source, target)
    if only in (None, "guard"):
        _guard(source, target)
    if only in (None, "cascade"):
        _cascade(source, target)


def _classifier(data: Path, out: Path) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from classifier.train import main

    with Progress(console=Console(stderr=True)) as bar:
        tasks: dict[str, int] = {}

        def tick(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)  # type: ignore[arg-type]

        trained = main(data, out, tick)
    click.echo(f"{trained.path.name}: {trained.rows:,} replies, sha256 {trained.sha256}")


def _guard(data: Path, out: Path) -> None:
    from classifier.concession import PATH
    from classifier.train_concession import train

    made = train(out / PATH.name, data / "guard")
    click.echo(f"{PATH.name}: {made['rows']:,} sentences, sha256 {made['sha256']}")


def _cascade(data: Path, out: Path) -> None:
    from classifier import train_cascade
    from classifier.trust import FILE

    arguments = ["--data", str(data / "calibration"), "--out", str(out / FILE.name)]
    for answers in sorted((data / ANSWERS).glob("*.jsonl")):
        train_cascade.main([*arguments, "--model", answers.stem, "--answers", str(answers)])
        click.echo(f"{FILE.name}: what {answers.stem} is worth")
