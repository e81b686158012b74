"""Starting: settings that are wrong, migrations from several processes, names of processes, samples."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from desk_double import Double
from desk_kit import fresh_postgres, settings

from desk import demo, queue
from desk.account_file import read_accounts
from desk.context import Actor, Desk
from desk.db import Database
from desk.migrate import upgrade
from desk.nodes import join
from desk.row import RowError
from desk.settings import SettingsError, load, markdown
from desk.tables import metadata

pytest_plugins = ["desk_kit"]
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ARREARS_PORT", "many"), ("ARREARS_DATABASE_URL", "mysql://x"), ("ARREARS_DATABASE_URL", "nonsense"),
        ("ARREARS_DATABASE_URL", "sqlite://"), ("ARREARS_DATABASE_URL", "sqlite:////tmp"),
        ("ARREARS_DATABASE_URL", "postgresql://u:p@h:port/x"),
        ("ARREARS_RATE", "0"), ("ARREARS_RATE", "inf"), ("ARREARS_LEASE", "1e20"),
        ("ARREARS_SESSION_HOURS", "1e300"), ("ARREARS_DELIVERY_BACKOFF", "inf"),
        ("ARREARS_WEBHOOK_SKEW", "inf"), ("ARREARS_RETENTION_DAYS", "99999999999"),
        ("ARREARS_ADMIN_PASSWORD", "short"), ("ARREARS_DELIVERY_URL", "ftp://x"),
        ("ARREARS_DELIVERY_URL", "http://"), ("ARREARS_DELIVERY_URL", "http://[bad"),
        ("ARREARS_DELIVERY_URL", "http://x:port"), ("ARREARS_DELIVERY_URL", "http://x/\u202e"),
        ("ARREARS_DELIVERY_URL", "https://x.example"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    wanted = "ARREARS_DELIVERY_SECRET" if value.startswith("https") else name
    with pytest.raises(SettingsError, match=wanted):
        load(_env_file=None)


def test_a_short_key_works_and_is_warned_of() -> None:
    chosen = load(_env_file=None, api_key="k1", zendesk_secret="long enough", delivery_secret=" ")
    assert chosen.api_key is not None
    assert chosen.api_key.get_secret_value() == "k1"
    assert chosen.delivery_secret is None
    assert chosen.weak() == ["ARREARS_API_KEY"]


def test_a_dotenv_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"ARREARS_API_KEY=\xff\xfe")
    with pytest.raises(SettingsError, match="env"):
        load(_env_file=file)


def test_every_setting_is_documented() -> None:
    text = markdown()
    assert all(line.count("|") >= 4 for line in text.splitlines() if line.startswith("| `"))
    assert "`ARREARS_DATABASE_URL` | `sqlite:///arrears.db`" in text


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    return fresh_postgres(request.getfixturevalue("postgres"))


def test_several_processes_migrate_at_once(url: str) -> None:
    code = "import sys; from desk.db import Database; from desk.migrate import upgrade; upgrade(Database(sys.argv[1]))"
    started = [
        subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    for process in started:
        _, error = process.communicate(timeout=60)
        assert process.returncode == 0, error.decode()
    db = Database(url)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, metadata) == []
    db.close()


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not str(name).startswith("case_words")


def test_processes_have_names_of_their_own_and_the_dead_are_found(url: str) -> None:
    db, other = Database(url), Database(url)
    one, two = join(db), join(other)
    assert [one.name, two.name] == ["n0", "n1"]
    with one.seized(["n0", "n1", "n5"]) as dead:
        assert dead == ["n5"]
    two.release()
    with one.seized(["n1"]) as dead:
        assert dead == ["n1"]
    again = join(other)
    assert (again.name, one.check(), again.check()) == ("n1", True, True)
    for node in (one, again):
        node.release()
    db.close()
    other.close()


def test_the_samples_load_once(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'desk.db'}")
    upgrade(db)
    desk = Desk(settings(str(db.url)), db, Double())
    first, again = (demo.load(desk, ROOT / "desk" / "samples") for _ in range(2))
    assert first.messages == again.known > 5
    assert not first.faults
    assert sum(queue.counts(desk).values()) == first.messages
    db.close()


def test_accounts_of_a_file_are_stored_and_faulty_rows_named(tmp_path: Path) -> None:
    from desk import accounts

    db = Database(f"sqlite:///{tmp_path / 'desk.db'}")
    upgrade(db)
    desk = Desk(settings(str(db.url)), db, Double())
    path = tmp_path / "accounts.csv"
    path.write_text(
        "client_id,client_name,balance,invoice_number,amount\n"
        "c1,Ada,10.00,I-1,4.00\nc1,Ada,10.00,I-2,6.00\nc2,Bo,much,I-3,1.00\n"
    )
    done = accounts.import_file(desk, path, Actor("test"))
    assert (done.stored, [(f.line, f.field) for f in done.faults]) == (1, [(4, "balance")])
    assert len(accounts.get(desk, "c1").invoices) == 2
    db.close()


def test_an_open_quote_in_a_csv_is_a_fault_not_an_account(tmp_path: Path) -> None:
    text = b'client_id,client_name,balance\nc1,"Ada,10.00\nc2,Bo,20.00\n'
    (fault,) = read_accounts(BytesIO(text), "accounts.csv")
    assert isinstance(fault, RowError)
    assert "not CSV" in fault.reason
