"""Messages posted twice each while processes are killed: exactly one draft for each in the end.

    python tests/load/kill_restart.py [--messages 500] [--kills 20] [--database postgresql://…]

On SQLite one process serves; on PostgreSQL two serve and one works. `tests/test_desk_kill.py` runs a
small version of the same.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import sqlalchemy as sa

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEY = "kill-test-key"
CLIENT = httpx2.Client(trust_env=False, timeout=10)


@dataclass
class Process:
    """One process of the desk that can be killed and comes back on the same port."""

    url: str
    role: str
    port: int
    delay: float
    kills: int = 0
    child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "ARREARS_DATABASE_URL": self.url,
            "ARREARS_PORT": str(self.port),
            "ARREARS_API_KEY": KEY,
            "ARREARS_ADMIN_PASSWORD": "secret-admin",
            "ARREARS_LOG_LEVEL": "error",
        }
        command = [sys.executable, str(HERE / "server.py"), self.role, str(self.delay)]
        self.child = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        assert self.child is not None
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()
        self.kills += 1

    def stop(self) -> None:
        if self.child is not None and self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(20)
            except subprocess.TimeoutExpired:
                self.child.kill()


@dataclass(frozen=True)
class Result:
    """What was found in the database at the end."""

    messages: int
    drafts: int
    cases_with_one_draft: int
    ids_answered: int
    states: dict[str, int]
    kills: int
    seconds: float


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def run(url: str, messages: int, kills: int, *, delay: float = 0.01) -> Result:
    """Post, kill, restart, wait, count. Raises `TimeoutError` when drafts are missing at the end."""
    began = time.monotonic()
    roles = ["serve"] if url.startswith("sqlite") else ["serve", "serve", "worker"]
    processes = [Process(url, role, free_port(), delay) for role in roles]
    for process in processes:
        process.start()
    doors = [f"http://127.0.0.1:{p.port}" for p in processes if p.role == "serve"]
    over = threading.Event()
    done: list[str] = []
    killer = threading.Thread(target=_kill, args=(processes, kills, 2 * messages, done, over))
    try:
        killer.start()
        answered: Counter[tuple[str, str]] = Counter()
        with ThreadPoolExecutor(8) as pool:
            names = [f"m{n}" for n in range(messages)] * 2
            random.Random(7).shuffle(names)
            jobs = pool.map(lambda name: (name, _post(doors, name, done, over)), names)
            answered.update(jobs)
        killer.join()
        _wait(url, messages)
        return _count(url, answered, sum(p.kills for p in processes), began)
    finally:
        over.set()
        for process in processes:
            process.stop()


def _kill(
    processes: list[Process], kills: int, posts: int, done: list[str], over: threading.Event
) -> None:
    """Kill as the posts go on, so that every kill hits a process at work."""
    chance = random.Random(11)
    for number in range(1, kills + 1):
        while len(done) < posts * number / (kills + 1):
            if over.wait(0.005):
                return
        victim = chance.choice(processes)
        _until_up(victim)
        victim.kill()
        victim.start()


def _until_up(process: Process) -> None:
    if process.role == "worker":
        return
    for _ in range(600):
        with suppress(httpx2.HTTPError):
            if CLIENT.get(f"http://127.0.0.1:{process.port}/healthz", timeout=2).is_success:
                return
        time.sleep(0.05)


def _post(doors: list[str], name: str, done: list[str], over: threading.Event) -> str:
    """Post one message until it is answered, as a helpdesk would; the case's id."""
    body = {
        "reply": {
            "message_id": name,
            "subject": "Re",
            "body": f"bad work, number {name}",
            "from": "a@b.c",
        },
        "client_id": name,
        "ticket": {"id": name},
    }
    while not over.is_set():
        with suppress(httpx2.HTTPError):
            answer = CLIENT.post(
                f"{random.choice(doors)}/v1/drafts",
                json=body,
                headers={"Authorization": f"Bearer {KEY}", "Idempotency-Key": name},
            )
            if answer.status_code in (200, 202):
                done.append(name)
                return str(answer.json()["id"])
        time.sleep(0.1)
    raise TimeoutError(name)


def _rows(url: str, query: str) -> list[tuple[object, ...]]:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]
    finally:
        engine.dispose()


def _wait(url: str, messages: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        states = dict(_rows(url, "SELECT state, count(*) FROM cases GROUP BY state"))
        if states.get("waiting") == messages:
            return
        time.sleep(0.2)
    raise TimeoutError(f"not all drafted: {states}")


def _count(url: str, answered: Counter[tuple[str, str]], kills: int, began: float) -> Result:
    per_case = _rows(url, "SELECT case_seq, count(*) FROM drafts GROUP BY case_seq")
    states = dict(_rows(url, "SELECT state, count(*) FROM cases GROUP BY state"))
    return Result(
        messages=int(str(_rows(url, "SELECT count(*) FROM messages")[0][0])),
        drafts=sum(int(str(n)) for _, n in per_case),
        cases_with_one_draft=sum(1 for _, n in per_case if n == 1),
        ids_answered=len(answered),
        states={str(k): int(str(v)) for k, v in states.items()},
        kills=kills,
        seconds=round(time.monotonic() - began, 1),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--database")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{folder}/desk.db"
        result = run(url, given.messages, given.kills)
        print(result)
        wanted = (given.messages,) * 4
        found = (result.messages, result.drafts, result.cases_with_one_draft, result.ids_answered)
        sys.exit(0 if found == wanted else 1)


if __name__ == "__main__":
    main()
