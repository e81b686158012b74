"""`make bench`: this system beside what a user would otherwise take, on one machine in one run."""

from typing import Any


def main(*args: Any, **options: Any) -> int:
    """See `eval.bench.run.main`; imported when called, as a measured process must load nothing else."""
    from eval.bench.run import main

    return main(*args, **options)
