"""What the tests of the pages share: an application with people and cases, served for real or in memory."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from desk_double import ACCOUNT, Double
from desk_kit import settings
from fastapi import FastAPI
from fastapi.testclient import TestClient
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from classifier.classification import Classification, Evidence, Opinion
from classifier.reply import Attachment, Reply
from desk import cases, sessions, users
from desk.accept import accept
from desk.app import create_app
from desk.auth import digest, hash_password, new_token
from desk.context import Actor, Desk
from desk.db import Database
from desk.drafting import draft_cases
from desk.incoming import Incoming, Upload
from desk.migrate import upgrade
from desk.tables_people import sessions as sessions_table
from desk.tables_people import users as users_table
from policy.account import Account

PASSWORD = "correct horse"
ROLES = {"ana": "agent", "bo": "agent", "lea": "lead", "root": "admin"}
PLAN = """Hello,

I would pay in instalments. <b>Really</b>.

On Mon, 2 Nov 2026 at 09:00, Billing <billing@market.example> wrote:
> Your balance is past due."""


class Reader(Double):
    """The double, which also marks its words and disagrees with itself where asked (`torn`)."""

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        return [
            self._more(reply, read)
            for reply, read in zip(replies, super().classify(replies), strict=True)
        ]

    def _more(self, reply: Reply, read: Classification) -> Classification:
        at = reply.body.find("instalments")
        marks = (
            (Evidence(start=at, end=at + 11, scenario="payment_plan_request"),) if at >= 0 else ()
        )
        torn = (
            Opinion(
                source="baseline", scenarios=read.scenarios, primary=read.primary, model="double-1"
            ),
            Opinion(
                source="llm",
                scenarios=("extension_request",),
                primary="extension_request",
                model="slow-1",
            ),
        )
        return read.model_copy(
            update={"evidence": marks, "opinions": torn if "torn" in reply.body else ()}
        )


@cache
def template() -> bytes:
    """A migrated database with one user of each role, made once: migrations and hashes take time."""
    with TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/desk.db")
        upgrade(db)
        people(Desk(settings(str(db.url)), db, Double()))
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        return Path(folder, "desk.db").read_bytes()


def people(desk: Desk) -> None:
    """One user of each role."""
    made = hash_password(PASSWORD)
    rows = [
        {"name": name, "role": role, "password": made, "active": True, "made_at": desk.now()}
        for name, role in ROLES.items()
    ]
    with desk.db.write() as tx:
        tx.execute(users_table.insert(), rows)
    assert len(users.everyone(desk)) >= len(ROLES)


def add(desk: Desk, message_id: str, body: str = PLAN, **more: Any) -> str:
    """A drafted case's id."""
    uploads: dict[str, bytes] = more.pop("files", {})
    account = more.pop("account", ACCOUNT)
    reply = Reply(
        id=message_id,
        subject=more.pop("subject", f"Re: past due {message_id}"),
        body=body,
        sender="jordan@client.example",
        attachments=tuple(Attachment(name=name) for name in uploads),
    )
    incoming = Incoming(
        reply=reply,
        uploads=tuple(Upload(content=content) for content in uploads.values()),
        account=Account.model_validate(account) if account else None,
        **more,
    )
    taken = accept(desk, incoming, Actor("test"))
    draft_cases(desk, [taken.seq], "n0")
    return taken.id


def application(folder: Path, classifier: Any = None, **more: Any) -> FastAPI:
    """The application on SQLite, its tables and people made, without background work."""
    file = folder / "desk.db"
    file.write_bytes(template())
    more = {"undo": 60, **more}  # a busy machine is slow
    return create_app(
        settings(f"sqlite:///{file}", **more), classifier=classifier or Reader(), durable=False
    )


def visitor(app: FastAPI, name: str | None = "ana") -> TestClient:
    """A client that is signed in as `name`, or as nobody. The lifespan is not run."""
    client = TestClient(app, follow_redirects=False)
    if name:
        client.cookies.set(sessions.COOKIE, session(app.state.desk, name))
    return client


def session(desk: Desk, name: str) -> str:
    """A new session's cookie, without the password's slow check."""
    token = new_token()
    row = {"digest": digest(token), "user": name, "csrf": new_token(), "made_at": desk.now()}
    with desk.db.write() as tx:
        tx.execute(sessions_table.insert(), {**row, "until": desk.now() + timedelta(hours=1)})
    return token


def token(client: TestClient) -> str:
    """The form token of the client's session."""
    page = client.get("/queue?state=failed").text
    return page.split('name="csrf" content="')[1].split('"')[0]


def send(client: TestClient, path: str, **fields: Any) -> Any:
    """POST a form with its token."""
    return client.post(path, data={"csrf": token(client), **fields})


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application on a port of this machine; its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


class Agent:
    """A browser in which somebody works; `go` opens a page and waits for its scripts."""

    def __init__(self, driver: Any, address: str, desk: Desk) -> None:
        self.driver, self.address, self.desk = driver, address, desk

    def enter(self, name: str) -> Agent:
        """Sign in as `name`, without the form."""
        self.driver.get(f"{self.address}/static/x/icon.svg")
        self.driver.delete_all_cookies()
        self.driver.add_cookie({"name": sessions.COOKIE, "value": session(self.desk, name)})
        return self

    def go(self, path: str, *, scripts: bool = True) -> Agent:
        self.driver.get(self.address + path)
        if scripts:
            self.until("document.documentElement.dataset.ready === 'yes'")
        return self

    def script(self, expression: str) -> Any:
        return self.driver.execute_script(f"return {expression}")

    def until(self, expression: str, seconds: float = 10) -> Any:
        """Wait until a JavaScript expression is true; pages may change meanwhile."""
        end = time.monotonic() + seconds
        while True:
            try:
                value = self.script(expression)
            except WebDriverException:
                value = None
            if value or time.monotonic() > end:
                assert value, f"never true: {expression} on {self.driver.current_url}"
                return value
            time.sleep(0.03)

    def at(self, path: str) -> Agent:
        """Wait until the page at `path` is there and ready."""
        self.until(
            f"location.pathname + location.search === {path!r} && document.documentElement.dataset.ready"
        )
        return self

    def press(self, *keys: str) -> Agent:
        """Keys to whatever has the focus."""
        ActionChains(self.driver).send_keys(*keys).perform()
        return self

    def chord(self, modifier: str, key: str) -> Agent:
        """Two keys at once."""
        ActionChains(self.driver).key_down(modifier).send_keys(key).key_up(modifier).perform()
        return self

    def append(self, words: str) -> Agent:
        """Type at the end of the answer."""
        self.until("document.activeElement.id === 'body'")
        return self.chord(Keys.CONTROL, Keys.END).press(words)

    def says(self, selector: str, words: str) -> Agent:
        """Wait until an element's text holds these words."""
        self.until(f"document.querySelector({selector!r})?.textContent.includes({words!r})")
        return self

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def click(self, selector: str) -> Agent:
        """Click as a mouse does, on the element's middle."""
        self.driver.execute_script(
            "arguments[0].scrollIntoView({block: 'center'})", self.one(selector)
        )
        self.one(selector).click()
        return self

    def state(self, case: str) -> str:
        return cases.get(self.desk, case).state.value

    def becomes(self, case: str, state: str) -> Agent:
        """Wait until the case is in a state."""
        end = time.monotonic() + 10
        while self.state(case) != state:
            assert time.monotonic() < end, f"still {self.state(case)}, not {state}"
            time.sleep(0.03)
        return self
