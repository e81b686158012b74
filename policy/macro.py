"""Loads macros: canned answers as files with front matter, so that the words sent to clients are data.

A macro file is YAML front matter between `---` lines, then a Jinja body. The front matter says the
helpdesk's name, the clauses it rests on, a version, and every variable the body may use. Unknown keys,
undeclared and unused variables are errors that name them all.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field

from policy.clauses import HERE, Clauses, PolicyError, require

ENGLISH = "en"


class Macro(BaseModel):
    """One macro in one language.

    `opening` starts a reply that this macro leads; `also` links it to the macro before it in a longer one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    helpdesk: str
    version: Annotated[int, Field(ge=1)]
    cites: tuple[str, ...]
    variables: tuple[str, ...] = ()
    opening: str = ""
    also: str = ""
    body: str


def environment() -> Environment:
    """The one Jinja environment: sandboxed, strict about missing variables, plain text."""
    env = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.clear()
    return env


def parse_macro(name: str, text: str, clauses: Clauses) -> Macro:
    """Parse one macro file's text. Raises `PolicyError` naming every fault."""
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise PolicyError(f"macro {name}: no front matter between '---' lines")
    try:
        front = yaml.safe_load(parts[1])
        macro = Macro.model_validate({**front, "name": name, "body": parts[2].strip()})
        tree = environment().parse("\n".join((macro.opening, macro.also, macro.body)))
    except (TypeError, ValueError, yaml.YAMLError, TemplateSyntaxError) as error:
        raise PolicyError(f"macro {name}: {error}") from error
    require(macro.cites, f"macro {name}", clauses)
    used, declared = meta.find_undeclared_variables(tree), set(macro.variables)
    if used != declared:
        missing, idle = sorted(used - declared), sorted(declared - used)
        raise PolicyError(
            f"macro {name}: undeclared variables {missing or 'none'}, declared but unused {idle or 'none'}"
        )
    return macro


@cache
def load_macros(folder: Path, clauses_folder: Path = HERE) -> dict[str, dict[str, Macro]]:
    """Macros of a policy folder as `{language: {name: macro}}`.

    Every language must hold the same macros, with the same clauses and variables as the English ones.
    """
    from policy.clauses import load_clauses

    clauses = load_clauses(clauses_folder)
    found = {
        lang.name: {
            f.stem: parse_macro(f.stem, f.read_text("utf-8"), clauses)
            for f in sorted(lang.glob("*.md"))
        }
        for lang in sorted((folder / "macros").iterdir())
        if lang.is_dir()
    }
    english = found.get(ENGLISH, {})
    for language, macros in found.items():
        apart = sorted(set(english) ^ set(macros)) + sorted(
            n
            for n in set(english) & set(macros)
            if (macros[n].cites, set(macros[n].variables), macros[n].helpdesk)
            != (english[n].cites, set(english[n].variables), english[n].helpdesk)
        )
        if apart:
            raise PolicyError(
                f"macros/{language} differs from macros/{ENGLISH} in: {', '.join(apart)}"
            )
    return found
