"""Measures one contender in a process of its own; prints one JSON object.

`python -m eval.bench.worker JOB`, with JOB a JSON object: `what` (`train`, `measure` or `growth`), `name`,
`folder`, `data` and `train` (lists of files, `null` for the shipped split), `began` (Unix time of the
start, so that the interpreter's own start counts as cold start), `sizes` (growth).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.bench.contender import Contender, Message, NotMeasuredError, messages
from eval.bench.contenders import CONTENDERS

BATCH = 64
ALONE = 100
REMOTE = 60
"""Messages that a remote model is asked about; seconds each, so not the whole split."""
_FIRST = Message("first", "Re: your account", "What is this balance for?")


def peak_mb() -> float:
    """The most memory this process ever held, MiB."""
    import resource

    scale = 2**20 if sys.platform == "darwin" else 2**10
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale, 1)


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Do a job. `{"missing": why}` where the contender cannot take part."""
    contender, folder = CONTENDERS[job["name"]](), Path(job["folder"])
    try:
        if job["what"] == "train":
            began = time.perf_counter()
            contender.train(_cases(job["train"], "train"), folder)
            return {"train_seconds": round(time.perf_counter() - began, 2)}
        if job["what"] == "growth":
            contender.load(folder)
            contender.say([_FIRST])  # what is loaded at the first answer is no reply's time
            return {"points": list(_growth(contender, job))}
        return _measure(contender, folder, job)
    except NotMeasuredError as error:
        return {"missing": str(error)}


def _cases(files: list[str] | None, split: str) -> Sequence[Any]:
    from eval.data import load
    from eval.data import split as shipped

    return load([Path(f) for f in files] if files else shipped(split)).cases


def _measure(contender: Contender, folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    # The first answer before anything else is imported: reading the data is not the contender's time.
    contender.load(folder)
    contender.say([_FIRST])
    cold = time.time() - job["began"]
    cases = _cases(job["data"], "test")
    if contender.size(folder) == 0:
        cases = cases[:: max(1, len(cases) // REMOTE)][:REMOTE]
    asked = messages(cases)
    begin, cpu = time.perf_counter(), time.process_time()
    said: list[str] = []
    for at in range(0, len(asked), BATCH):
        said += contender.say(asked[at : at + BATCH])
    bulk, busy = time.perf_counter() - begin, time.process_time() - cpu
    from eval.perturb import typos

    alone = []
    for case in cases[: ALONE if contender.size(folder) else 10]:
        # Other sentences than in bulk, so that no memory of vectors answers.
        fresh = Message(case.id, case.subject, typos(case))
        begin = time.perf_counter()
        contender.say([fresh])
        alone.append(1000 * (time.perf_counter() - begin))
    alone.sort()
    right = sum(s == c.primary for s, c in zip(said, cases, strict=True))
    return {
        "replies": len(cases),
        "accuracy": round(right / len(cases), 6),
        "replies_per_second": round(len(cases) / bulk, 2),
        "cpu_ms_per_reply": round(1000 * busy / len(cases), 4),
        "p50_ms": round(alone[len(alone) // 2], 3),
        "p95_ms": round(alone[int(0.95 * len(alone))], 3),
        "cold_start_s": round(cold, 3),
        "peak_mb": peak_mb(),
        "artefact_mb": round(contender.size(folder) / 2**20, 3),
    }


def _growth(contender: Contender, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Milliseconds a reply since the last point, and peak memory so far, at each size."""
    sizes, busy, before, done = sorted(job["sizes"]), 0.0, 0, 0
    for batch in _stream(_cases(job["train"], "train")):
        begin = time.perf_counter()
        contender.say(batch)
        busy += time.perf_counter() - begin
        done += len(batch)
        if done >= sizes[0]:
            ms = round(1000 * busy / (done - before), 3)
            yield {"replies": sizes.pop(0), "ms_per_reply": ms, "peak_mb": peak_mb()}
            before, busy = done, 0.0
            if not sizes:
                return


def _stream(cases: Sequence[Any]) -> Iterator[list[Message]]:
    """Batches without end: the training replies with ever new typing errors, no two alike."""
    from eval.perturb import typos

    batch: list[Message] = []
    turn = 0
    while True:
        turn += 1
        for case in cases:
            other = case.model_copy(update={"id": f"{case.id}-{turn}"})
            batch.append(Message(other.id, case.subject, typos(other)))
            if len(batch) == BATCH:
                yield batch
                batch = []


if __name__ == "__main__":
    print(json.dumps(run(json.loads(sys.argv[1]))))
