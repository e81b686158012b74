"""`make bench`: this system beside what a user would otherwise take, on one machine in one run."""

from eval.bench.run import main

__all__ = ["main"]
