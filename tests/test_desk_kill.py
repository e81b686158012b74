"""Real processes, killed while messages arrive twice: one draft for each in the end.

The full run (500 messages, 20 kills): `python tests/load/kill_restart.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "load"))

from desk_kit import fresh_postgres
from kill_restart import run

pytest_plugins = ["desk_kit"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_lost_and_nothing_comes_twice(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    if kind == "postgresql":
        url = fresh_postgres(request.getfixturevalue("postgres"))
    result = run(url, messages=60, kills=2)
    assert (result.messages, result.drafts, result.cases_with_one_draft) == (60, 60, 60)
    assert (result.ids_answered, result.kills) == (60, 2)
