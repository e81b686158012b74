"""Measures the service over HTTP on SQLite: messages accepted a second, drafts a second, queue times.

    python tests/load/throughput.py [--messages 1500] [--cases 100000] [--reader double|real]

The server is a process of its own, the client another; both share this machine's cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent), str(HERE)]

from desk_double import ACCOUNT, Double  # noqa: E402 - after the path
from kill_restart import KEY, free_port  # noqa: E402

BODY = (
    "Hello,\n\nI have seen your message about the balance. {n} The work was bad work from the start, and "
    "I do not see why I should pay for hours that nobody can explain to me.\n\nRegards,\nJordan\n\n"
    "On Mon, 16 Nov 2026, Billing wrote:\n> Your balance is past due.\n"
)


async def post_all(port: int, messages: int, lanes: int, prefix: str) -> list[float]:
    """Post over kept connections, `lanes` at a time; seconds of each answer."""
    times: list[float] = []
    numbers = iter(range(messages))

    async def lane() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for n in numbers:
            reply = {
                "message_id": f"{prefix}-{n}",
                "subject": "Re: past due",
                "body": BODY.format(n=n),
            }
            body = json.dumps({"reply": reply, "account": ACCOUNT}).encode()
            head = (
                f"POST /v1/drafts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            began = time.perf_counter()
            writer.write(head.encode() + body)
            status = await reader.readuntil(b"\r\n\r\n")
            assert b" 202 " in status or b" 200 " in status, status
            length = int(status.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            times.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(lane() for _ in range(lanes)))
    return times


def serve(url: str, port: int, reader: str) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers."""
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "ARREARS_DATABASE_URL": url,
        "ARREARS_PORT": str(port),
        "ARREARS_API_KEY": KEY,
        "ARREARS_ADMIN_PASSWORD": "secret-admin",
        "ARREARS_LOG_LEVEL": "warning",
        "ARREARS_RATE": "100000",
        "ARREARS_RATE_BURST": "100000",
    }
    command = [sys.executable, str(HERE / "server.py"), "serve", reader]
    child = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    return child


def undrafted(url: str) -> int:
    """Cases that are not drafted yet."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        query = "SELECT count(*) FROM cases WHERE state IN ('received', 'drafting')"
        return int(connection.exec_driver_sql(query).scalar_one())


def throughput(messages: int, reader: str) -> None:
    """Accept as fast as possible, then wait until everything is drafted."""
    with tempfile.TemporaryDirectory() as folder:
        url, port = f"sqlite:///{folder}/desk.db", free_port()
        child = serve(url, port, reader)
        try:
            asyncio.run(post_all(port, 50, 4, "warm"))
            while undrafted(url):
                time.sleep(0.05)
            began = time.perf_counter()
            times = asyncio.run(post_all(port, messages, 16, "m"))
            accepted = time.perf_counter() - began
            while undrafted(url):
                time.sleep(0.05)
            drafted = time.perf_counter() - began
        finally:
            child.terminate()
            child.wait(20)
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    print(f"accepted {messages / accepted:.0f}/s (answer p95 {p95:.0f} ms) while drafting")
    print(f"drafted  {messages / drafted:.0f}/s from the first post to the last draft")


def queue_times(many: int) -> None:
    """Fill a store with cases and time the queue's pages."""
    from fill import fill

    from desk import queue
    from desk.context import Desk
    from desk.db import Database
    from desk.migrate import upgrade
    from desk.settings import load

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/desk.db"
        desk = Desk(load(_env_file=None, database_url=url), Database(url), Double())
        upgrade(desk.db)
        began = time.perf_counter()
        fill(desk, many, datetime.now(UTC))
        print(f"stored {many:,} cases in {time.perf_counter() - began:.0f} s")
        for name, wanted in QUERIES(queue).items():
            times = []
            for _ in range(20):
                start = time.perf_counter()
                queue.page(desk, wanted)
                times.append(time.perf_counter() - start)
            print(f"  {name:<28} p95 {statistics.quantiles(times, n=20)[-1] * 1000:6.1f} ms")
        for name, call in (("counts", queue.counts), ("open_counts", queue.open_counts)):
            start = time.perf_counter()
            call(desk)
            print(f"  {name:<28}     {(time.perf_counter() - start) * 1000:6.1f} ms")


def QUERIES(queue: object) -> dict[str, object]:  # noqa: N802
    """The pages that are timed."""
    from desk.queue import Filter
    from desk.states import State

    return {
        "first page": Filter(),
        "rare scenario": Filter(scenario="agency_payment_claim"),
        "scenario and band": Filter(scenario="payment_plan_request", confidence="medium"),
        "needs a person": Filter(needs_person=True),
        "a rare word": Filter(text="zyzzyva"),
        "a common word": Filter(text="balance"),
        "two words": Filter(text="balance instalm"),
        "no such word": Filter(text="qqqqq"),
        "delivered": Filter(states=(State.DELIVERED,)),
        "all states, a word": Filter(states=tuple(State), text="number77"),
        "mine": Filter(mine="ana"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1500)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--reader", default="0.0")
    given = parser.parse_args()
    if given.messages:
        throughput(given.messages, given.reader)
    if given.cases:
        queue_times(given.cases)


if __name__ == "__main__":
    main()
