"""Macros are data with rules of their own: every fault in a file is named, all of them at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy.clauses import HERE, PolicyError, load_clauses
from policy.law import load_law
from policy.macro import parse_macro

FRONT = "---\nhelpdesk: Test\nversion: 1\ncites: [COL-4]\n{}---\n{}\n"


def parse(front: str = "", body: str = "Text.") -> object:
    return parse_macro("test", FRONT.format(front, body), load_clauses())


def test_a_macro_with_declared_variables_loads() -> None:
    assert parse("variables: [balance]\n", "You owe {{ balance }}.")


@pytest.mark.parametrize(
    ("front", "body", "fault"),
    [
        (
            "",
            "You owe {{ balance }} to {{ freelancer }}.",
            r"undeclared variables \['balance', 'freelancer'\]",
        ),
        ("variables: [balance, zero]\n", "Text.", r"declared but unused \['balance', 'zero'\]"),
        ("colour: red\n", "Text.", "colour"),
        ("", "{% if %}", "Expected an expression"),
    ],
)
def test_a_faulty_macro_names_its_fault(front: str, body: str, fault: str) -> None:
    with pytest.raises(PolicyError, match=fault):
        parse(front, body)


def test_a_macro_without_front_matter_does_not_load() -> None:
    with pytest.raises(PolicyError, match="no front matter"):
        parse_macro("test", "Just text.", load_clauses())


def test_every_macro_the_article_names_is_there() -> None:
    names = {m.helpdesk for m in load_law().macros["en"].values()}
    for last in ("Balance Details", "hourly dispute", "non-hourly dispute", "no payment plan"):
        assert f"Billing and Payment > Collection > {last}" in names


def test_a_language_that_lacks_a_macro_does_not_load(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(folder / "macros" / "en", folder / "macros" / "xx")
    (folder / "macros" / "xx" / "closing.md").unlink()
    with pytest.raises(PolicyError, match="differs from macros/en in: closing"):
        load_law(folder)


def test_the_version_names_the_content(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    assert load_law(folder).version == load_law().version
    changed = tmp_path / "changed"
    shutil.copytree(folder, changed)
    macro = changed / "macros" / "en" / "closing.md"
    macro.write_text(macro.read_text("utf-8") + "\n", "utf-8")
    assert load_law(changed).version != load_law().version
