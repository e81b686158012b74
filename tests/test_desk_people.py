"""Users, sessions, keys, and the throttle on wrong passwords."""

from __future__ import annotations

import pytest
from desk_kit import Clock

from desk import keys, sessions, users
from desk.auth import FREE_TRIES
from desk.context import Desk
from desk.errors import Problem
from desk.tables_people import api_keys
from desk.tables_people import sessions as table

pytest_plugins = ["desk_kit"]
GOOD = "right horse battery"


def test_sign_in_csrf_and_sign_out(desk: Desk, clock: Clock) -> None:
    users.add(desk, "ana", "agent", GOOD)
    token = sessions.sign_in(desk, "ana", GOOD, "10.0.0.1")
    found = sessions.find(desk, token)
    assert found is not None
    assert (found.actor.name, found.actor.leads) == ("ana", False)
    sessions.check_csrf(found, found.csrf)
    for wrong in (None, "", found.csrf[:-1], "é"):
        with pytest.raises(Problem, match=r"^403"):
            sessions.check_csrf(found, wrong)
    with desk.db.read() as tx:
        kept = str(tx.execute(table.select()).mappings().one())
    assert token not in kept
    assert sessions.find(desk, "nonsense") is None
    sessions.sign_out(desk, token)
    assert sessions.find(desk, token) is None
    late = sessions.sign_in(desk, "ana", GOOD, "10.0.0.1")
    clock.pass_(12 * 3600 + 1)
    assert sessions.find(desk, late) is None


def test_roles_and_leaving_take_effect_at_once(desk: Desk) -> None:
    users.add(desk, "bo", "agent", GOOD)
    token = sessions.sign_in(desk, "bo", GOOD, "10.0.0.1")
    users.set_role(desk, "bo", "lead")
    found = sessions.find(desk, token)
    assert found is not None
    assert found.actor.leads
    users.set_active(desk, "bo", False)
    assert sessions.find(desk, token) is None
    with pytest.raises(Problem, match=r"^401"):
        sessions.sign_in(desk, "bo", GOOD, "10.0.0.1")


def test_wrong_passwords_make_one_wait(desk: Desk, clock: Clock) -> None:
    users.add(desk, "ana", "agent", GOOD)
    for _ in range(FREE_TRIES):
        with pytest.raises(Problem, match=r"^401 wrong-password"):
            sessions.sign_in(desk, "ana", "wrong", "10.0.0.1")
    with pytest.raises(Problem, match=r"^429 throttled") as stopped:
        sessions.sign_in(desk, "ana", GOOD, "10.0.0.2")
    assert stopped.value.headers["Retry-After"] == "1"
    clock.pass_(2)
    assert sessions.sign_in(desk, "ana", GOOD, "10.0.0.2")
    with pytest.raises(Problem, match=r"^401"):
        sessions.sign_in(desk, "nobody", GOOD, "10.0.0.3")


def test_users_are_checked(desk: Desk) -> None:
    users.add(desk, "ana", "agent", GOOD)
    for name, role, password, status in (
        ("ana", "agent", GOOD, 409),
        ("Bo B", "agent", GOOD, 422),
        ("bo", "boss", GOOD, 422),
        ("bo", "agent", "short", 422),
    ):
        with pytest.raises(Problem, match=f"^{status}"):
            users.add(desk, name, role, password)  # type: ignore[arg-type]
    for act in (users.get, lambda d, n: users.set_password(d, n, GOOD)):
        with pytest.raises(Problem, match=r"^404"):
            act(desk, "nobody")
    assert [user.name for user in users.everyone(desk)] == ["ana"]


def test_the_first_admin_is_made_once(desk: Desk) -> None:
    assert users.first_admin(desk) is None  # the setting has the password
    assert sessions.sign_in(desk, "admin", "secret-admin", "::1")
    assert users.first_admin(desk) is None
    assert [user.role for user in users.everyone(desk)] == ["admin"]


def test_keys_are_shown_once_and_can_be_revoked(desk: Desk) -> None:
    key, secret = keys.add(desk, "helpdesk", "agent")
    actor = keys.find(desk, secret)
    assert actor is not None
    assert (actor.name, actor.role) == ("key helpdesk", "agent")
    with desk.db.read() as tx:
        assert secret not in str(tx.execute(api_keys.select()).mappings().one())
    assert [one.id for one in keys.everything(desk)] == [key.id]
    keys.revoke(desk, key.id)
    assert keys.find(desk, secret) is None
    with pytest.raises(Problem, match=r"^404"):
        keys.revoke(desk, key.id)
    with pytest.raises(Problem, match=r"^422"):
        keys.add(desk, "", "agent")
