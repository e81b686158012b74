"""One version of the law: clauses, macros and routes together, with a version that names their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from policy.clauses import HERE, Clauses, PolicyError, load_clauses
from policy.macro import ENGLISH, Macro, load_macros


class Routes(BaseModel):
    """Helpdesk group names by purpose; see `policy/routes.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    default: str
    person: str
    agency_payment: str


@dataclass(frozen=True)
class Law:
    """What `decide` and `compose` apply. `version` is the clauses' version and a digest of all files."""

    clauses: Clauses
    macros: dict[str, dict[str, Macro]]
    routes: Routes
    version: str

    def macro(self, name: str, language: str | None = None) -> Macro:
        """The macro in `language`, or in English where there is no such language."""
        return self.macros[self.speaks(language)][name]

    def speaks(self, language: str | None) -> str:
        """The language a draft is written in for a client who writes `language`."""
        return language if language in self.macros else ENGLISH


@cache
def load_law(folder: Path = HERE) -> Law:
    """Load the policy folder (default: the shipped one). Raises `PolicyError` naming each fault."""
    clauses, macros = load_clauses(folder), load_macros(folder, folder)
    try:
        routes = Routes.model_validate(yaml.safe_load((folder / "routes.yaml").read_text("utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PolicyError(f"{folder / 'routes.yaml'}: {error}") from error
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("macros/*/*.md")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return Law(clauses, macros, routes, f"{clauses.version}+{digest.hexdigest()[:8]}")
