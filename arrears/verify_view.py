"""How `arrears policy verify` shows its progress and a broken promise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from policy.verify import Counterexample

STEP = 2000  # states between two updates of the bar


@contextmanager
def ticking() -> Iterator[Callable[[], None] | None]:
    """A progress bar over all states on a terminal; nothing otherwise."""
    from rich.console import Console
    from rich.progress import Progress

    from policy.verify.states import states

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(console=console) as bar:
        task = bar.add_task("walking decisions", total=sum(1 for _ in states()))
        done = 0

        def tick() -> None:
            nonlocal done
            done += 1
            if done % STEP == 0:
                bar.update(task, completed=done)

        yield tick
        bar.update(task, completed=done)


def explain(found: Counterexample) -> str:
    """The counter-example in words: promise, fault, the state it occurs in, and the draft."""
    reading, state = found.state.reading, found.state
    facts = reading.facts
    lines = [
        f"Broken promise: {found.promise}",
        f"  what is wrong:   {found.wrong}",
        f"  scenarios:       {', '.join(s.value for s in reading.scenarios) or 'none'} ({reading.band})",
        f"  account:         {state.condition}; receipt on file: {state.receipt}",
        f"  reply's facts:   contract {facts.contract_type}, receipt {facts.wire_receipt}, "
        f"sensitive {[s.value for s in facts.sensitive]}, injection {facts.injection}",
        f"  decision:        {found.decision.handling}, macros {list(found.decision.macros)}, "
        f"group {found.decision.route.group}",
    ]
    if found.draft:
        lines += ["  draft:", *(f"    | {line}" for line in found.draft.body.splitlines())]
    return "\n".join(lines)
