"""Does the same question get the same answer? K runs of one system, and how far they agree."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from classifier.classification import Classification
from eval.answers import Answers
from eval.case import Case
from eval.metrics.figure import clean
from eval.metrics.proportion import proportion
from eval.systems.system import System

CONCURRENCY = 4


def pass_k(right: int, runs: int, k: int) -> float:
    """Chance that k runs drawn from `runs` are all right, unbiased; `right` of the runs were.

    Raises `ValueError` unless 0 <= right <= runs and 1 <= k <= runs.
    """
    if not (0 <= right <= runs and 1 <= k <= runs):
        raise ValueError(f"{right} right of {runs} runs, k = {k}")
    return math.comb(right, k) / math.comb(runs, k)


def repeat(
    system: System,
    cases: Sequence[Case],
    runs: int,
    answers: Answers,
    *,
    concurrency: int = CONCURRENCY,
    tick: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Any]:
    """Classify each case `runs` times, at most `concurrency` at once, and measure agreement.

    Answers that are stored already are not asked for again. `pass_k`: mean chance that k runs are all
    right, for each k. `same`: share of replies with one and the same answer in every run.
    `tick(done, of)` after each answer. What the system raises is raised here, after storing the rest.
    """
    keys = {(n, run): key(system, cases[n], run) for n in range(len(cases)) for run in range(runs)}
    missing = [spot for spot, name in keys.items() if answers.get(name) is None]
    of = len(keys)
    done = of - len(missing)
    tick(done, of)
    # A run that could look up an earlier run's answer would agree with it for nothing.
    asked = [system.renew() if system.renew else system.classifier for _ in range(runs)]

    def ask(spot: tuple[int, int]) -> None:
        case, run = spot
        answers.put(keys[spot], asked[run].classify([cases[case].reply()])[0])

    todo = iter(missing)
    with ThreadPoolExecutor(concurrency) as pool:
        # Only a few are handed out ahead, so that an error or Ctrl-C stops the rest at once.
        under_way: set[Future[None]] = {
            pool.submit(ask, spot) for _, spot in zip(range(2 * concurrency), todo, strict=False)
        }
        while under_way:
            ready, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in ready:
                future.result()
                done += 1
                tick(done, of)
                if (spot := next(todo, None)) is not None:
                    under_way.add(pool.submit(ask, spot))
    said = [[answers.get(keys[n, run]) for run in range(runs)] for n in range(len(cases))]
    return figures(system, cases, [[a for a in row if a is not None] for row in said], runs)


def key(system: System, case: Case, run: int) -> str:
    """What makes two questions the same: system, its versions, the message, and the run's number."""
    reply = case.reply().model_dump(mode="json")
    question = json.dumps([system.name, system.versions, reply, run], sort_keys=True)
    return hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()


def figures(
    system: System, cases: Sequence[Case], said: Sequence[Sequence[Classification]], runs: int
) -> dict[str, Any]:
    """Agreement figures from all answers, `said[case][run]`."""
    n = len(cases)
    right = [sum(a.primary == c.primary for a in row) for c, row in zip(cases, said, strict=True)]
    return {
        "system": system.name,
        "runs": runs,
        "replies": n,
        "pass_k": {
            str(k): clean(sum(pass_k(r, runs, k) for r in right) / n) for k in range(1, runs + 1)
        },
        "same_primary": proportion(sum(len({a.primary for a in row}) == 1 for row in said), n),
        "same_scenarios": proportion(sum(len({a.scenarios for a in row}) == 1 for row in said), n),
        "same_facts": proportion(sum(len({a.facts for a in row}) == 1 for row in said), n),
        "same_band": proportion(
            sum(len({(a.confidence, a.abstained) for a in row}) == 1 for row in said), n
        ),
    }
