"""What all row commands share: open the input, show progress, write a JSON object a line, report bad rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from desk.row import RowError

BATCH = 64  # rows read together: equal texts are read once, and a model is asked side by side
T = TypeVar("T")


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The input as bytes: a file's or, for `-`, standard input."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115  closed below, after a readable error
    except OSError as error:
        raise click.ClickException(f"cannot read {file}: {error.strerror}") from error
    with stream:
        yield stream


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Consecutive lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def write(row: dict[str, Any]) -> None:
    """One JSON object on a line of standard output, always valid UTF-8."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str)
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    except BrokenPipeError:
        raise  # a reader that had enough, as `| head` has: click ends the command quietly
    except OSError as error:
        raise click.ClickException(f"cannot write the output: {error.strerror}") from error


def report(error: RowError) -> None:
    """A bad row: named on standard error with line, field and reason, and kept as a row of the output."""
    click.echo(f"line {error.line}: {error.field}: {error.reason}", err=True)
    write(
        {
            "id": error.id,
            "error": {"line": error.line, "field": error.field, "reason": error.reason},
        }
    )


def rejected(line: int, id: str | None, error: Exception, field: str = "row") -> RowError:
    """The row error for a model that refused its data, naming every field at fault."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        return RowError(line, id, field, str(error))
    faults = error.errors(include_input=False, include_url=False)
    where = ", ".join(".".join([field, *map(str, f["loc"])]) for f in faults[:5])
    return RowError(line, id, where, "; ".join(dict.fromkeys(f["msg"] for f in faults[:5])))


@contextmanager
def progress(stream: BinaryIO, what: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal's standard error: by bytes for a file, counting rows for a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda rows: None
        return
    seekable = stream.seekable()
    total = Path(stream.name).stat().st_size if seekable and Path(stream.name).is_file() else None
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, *(() if total else (MofNCompleteColumn(),)), console=console) as bar:
        task, done = bar.add_task(what, total=total), 0

        def advance(rows: int) -> None:
            nonlocal done
            done += rows
            bar.update(
                task, completed=stream.tell() if total else done, description=f"{what} {done:,}"
            )

        yield advance
