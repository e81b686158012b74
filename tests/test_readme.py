"""Every command in the README runs, as written, in a scratch folder that looks like a fresh clone."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line.split("  #")[0].strip() for block in BLOCKS for line in block.splitlines() if line.strip()
]
LONG = ("serve", "policy verify")  # served below; proved by `make verify`
SHORT = [c for c in COMMANDS if "arrears" in c and not any(word in c for word in LONG)]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The README's paths without the checkout's own state: commands, samples, no database."""
    for path in ("desk/samples", "docs"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).symlink_to(ROOT / path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").symlink_to(Path(sys.executable).parent)
    return tmp_path


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith(("ARREARS_", "OPENAI_"))}


def test_the_readme_has_commands() -> None:
    assert len(SHORT) >= 6


@pytest.mark.parametrize("command", SHORT)
def test_a_command_of_the_readme_runs(command: str, clone: Path) -> None:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=clone,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout


@pytest.mark.parametrize("target", re.findall(r"\bmake ([a-z-]+)", README))
def test_a_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_serve_demo_opens_the_queue_at_the_printed_address(clone: Path) -> None:
    command = shlex.split(".venv/bin/arrears serve --demo --port 0")
    assert ".venv/bin/arrears serve --demo" in COMMANDS
    service = subprocess.Popen(
        command,
        cwd=clone,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert service.stdout is not None
        lines = []
        for line in service.stdout:
            lines.append(line)
            if "password" in line:
                break
        said = "".join(lines)
        assert "Loaded 13 sample replies" in said
        address = re.search(r"Review queue: (http://\S+?)/ ", said)
        assert address, said
        import httpx

        page = httpx.get(address[1] + "/", follow_redirects=True)
        assert page.status_code == 200
        assert "Sign in" in page.text
    finally:
        service.send_signal(signal.SIGTERM)
        assert service.wait(timeout=30) in (0, -signal.SIGTERM)
