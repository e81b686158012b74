"""`arrears eval`: is this version better, where does it fail, what does it cost, is it safe?"""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("eval", invoke_without_command=True)
@click.option(
    "--data",
    type=FILE,
    multiple=True,
    help="Labelled JSON Lines or CSV; repeatable. [default: the shipped test split]",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/eval"),
    show_default=True,
    help="Folder for report.html and report.json.",
)
@click.option(
    "--no-llm", is_flag=True, help="Leave the LLM and the cascade out, even when one is configured."
)
@click.option(
    "--gate",
    is_flag=True,
    help="Compare with the recorded run; exit 1 and a sentence for each regression.",
)
@click.option("--record", is_flag=True, help="Make this run the recorded one.")
@click.option(
    "--repeat",
    type=click.IntRange(0),
    default=0,
    metavar="K",
    help="Ask K times and measure agreement (pass^k).",
)
@click.option("--against", type=FILE, help="An earlier report.json: show what changed since.")
@click.option(
    "--model",
    "models",
    type=FILE,
    multiple=True,
    help="A further baseline model file to compare; repeatable.",
)
@click.option(
    "--prompt",
    "prompts",
    type=FILE,
    multiple=True,
    help="A further prompt file to compare; repeatable.",
)
@click.pass_context
def command(
    context: click.Context,
    data: tuple[Path, ...],
    out: Path,
    no_llm: bool,
    gate: bool,
    record: bool,
    repeat: int,
    against: Path | None,
    models: tuple[Path, ...],
    prompts: tuple[Path, ...],
) -> None:
    """Measure the systems on labelled replies; write report.html and report.json, print a table.

    Offline and repeatable: the same inputs give the same figures to the last digit. The headline is the rate
    of unauthorised concessions over every draft produced, with its 95% upper bound.

    \b
    Examples:
      arrears eval --no-llm
      arrears eval --data mine.jsonl --against out/eval/report.json
      arrears eval --gate --no-llm
    """
    if context.invoked_subcommand is not None:
        return
    from eval.run import main

    raise SystemExit(
        main(
            data or None,
            out,
            no_llm=no_llm,
            gate=gate,
            record=record,
            repeat=repeat,
            against=against,
            models=models,
            prompts=prompts,
        )
    )


@command.command("replay")
@click.argument("file", type=FILE)
@click.option(
    "--policy",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another policy folder. [default: the shipped one]",
)
@click.option(
    "--inputs",
    type=FILE,
    help="The rows `arrears draft` was given, for accounts and messages FILE lacks.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the changes as JSON Lines.",
)
def replay(file: Path, policy: Path | None, inputs: Path | None, out: Path | None) -> None:
    """Decide stored cases anew (FILE: what `arrears draft` printed) and list every change."""
    from eval.replay import main

    raise SystemExit(main(file, policy, inputs=inputs, out=out))


@command.command("bench")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/bench"),
    show_default=True,
    help="Folder for bench.html and bench.json.",
)
@click.option("--record", is_flag=True, help="Make these the README's figures.")
def bench(out: Path, record: bool) -> None:
    """Measure speed, memory and accuracy beside what a user would otherwise take, in one run."""
    from eval.bench.run import main

    raise SystemExit(main(out, record=record))


@command.command("readme")
def readme() -> None:
    """Write the recorded figures into the README's results section."""
    from eval.readme import main

    raise SystemExit(main())
