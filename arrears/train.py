"""`arrears train`: fits the shipped models anew from the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import TaskID

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
    type=click.Choice(["pieces", "classifier", "guard", "cascade"]),
    help="One part instead of all four; the others' files must lie in the output folder.",
)
def command(data: Path | None, out: Path | None, only: str | None) -> None:
    """Train the word pieces, the classifier, the guard's sentence model and the cascade's table.

    Writes the model card too. Needs the extra `train` (pip install 'arrears[train]', which brings torch);
    more than an hour on one core. The same data on the same kind of processor gives the same artefacts. Other
    word pieces make both networks useless: train all. The test split is never read. Replies that agents
    relabelled (the lead's page exports them) can be added to classifier/data/train as a file of their own.
    """
    from classifier.artefact import ArtefactError
    from classifier.corpus import DATA, CorpusError
    from classifier.train import MODEL_FOLDER, train_pieces

    source, target = data or DATA, out or MODEL_FOLDER
    target.mkdir(parents=True, exist_ok=True)
    try:
        if only in (None, "pieces"):
            click.echo(f"wordpieces.model: sha256 {train_pieces(source, target)}")
        if only in (None, "classifier"):
            _classifier(source, target)
        if only in (None, "guard"):
            _guard(source, target)
        if only in (None, "cascade"):
            _cascade(source, target)
    except ImportError as error:
        advice = "pip install 'arrears[train]', or use `make train`"
        raise click.ClickException(f"cannot train here: {error}; {advice}") from error
    except (ArtefactError, CorpusError, RuntimeError, ValueError) as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """Progress bars by name: call with what, done, of."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def tick(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)

        yield tick


def _classifier(data: Path, out: Path) -> None:
    from classifier.train import main

    with _bars() as tick:
        trained = main(data, out, tick)
    click.echo(f"{trained.path.name}: {trained.rows:,} replies, sha256 {trained.sha256}")


def _guard(data: Path, out: Path) -> None:
    from classifier.concession import PATH
    from classifier.train_concession import train

    with _bars() as tick:
        made = train(out / PATH.name, data / "guard", lambda done, of: tick("guard", done, of))
    click.echo(f"{PATH.name}: {made['rows']:,} sentences, sha256 {made['sha256']}")


def _cascade(data: Path, out: Path) -> None:
    from classifier import train_cascade
    from classifier.trust import FILE

    arguments = ["--data", str(data / "calibration"), "--out", str(out / FILE.name)]
    arguments += ["--baseline", str(out / "baseline.model")]
    for answers in sorted((data / ANSWERS).glob("*.jsonl")):
        train_cascade.main([*arguments, "--model", answers.stem, "--answers", str(answers)])
        click.echo(f"{FILE.name}: what {answers.stem} is worth")
