"""Prompts as files: loaded, checked as a whole, and rendered with the constant part first.

A prompt is YAML: id, version, settings, variables, messages, schema, examples. Variables are written
`$name` (`string.Template`); `$fence` is always there. Only the last message may hold variables, so that
everything before it is the same for each call and a server can keep it warm.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prompts.errors import PromptError

HERE = Path(__file__).parent
FENCE = "fence"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Settings(_Frozen):
    """What is asked of the server: tokens of the answer at most, and how freely it may choose words."""

    max_tokens: Annotated[int, Field(ge=1, le=4096)]
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.0
    seed: int | None = None


class Message(_Frozen):
    """One message of the conversation, as a template."""

    role: Literal["system", "user"]
    content: Annotated[str, Field(min_length=1)]


class Example(_Frozen):
    """One solved case; `id` names the row of the training split that it was taken from."""

    id: str
    values: dict[str, str]
    answer: dict[str, Any]


class Prompt(_Frozen):
    """One prompt file. `answer_schema` (key `schema`) is the JSON schema of the answer."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[int, Field(ge=1)]
    purpose: str
    settings: Settings
    variables: tuple[str, ...]
    messages: Annotated[tuple[Message, ...], Field(min_length=2)]
    answer_schema: Annotated[dict[str, Any], Field(alias="schema")]
    examples: tuple[Example, ...] = ()

    @property
    def name(self) -> str:
        """Id, version and a digest of the content, as in `classify/1+1a2b3c4d`."""
        content = self.model_dump_json(by_alias=True).encode()
        return f"{self.id}/{self.version}+{hashlib.sha256(content).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Chat messages in order; all but the last are the same for every call of the prompt."""

    messages: tuple[dict[str, str], ...]

    @property
    def asked(self) -> str:
        """The one message that differs from call to call: what leaves the machine anew."""
        return self.messages[-1]["content"]


@cache
def load(name: str, folder: Path = HERE) -> Prompt:
    """The prompt `name` of the folder. Raises `PromptError` that names every unknown or missing key
    and every variable that is undeclared, unused, or used before the last message."""
    path = folder / f"{name}.yaml"
    try:
        prompt = Prompt.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise PromptError(f"{path.name}: {error}") from error
    except ValidationError as error:
        raise PromptError(f"{path.name}: {_faults(error)}") from error
    faults = [] if prompt.id == name else [f"the id is {prompt.id!r}, the file is {name!r}"]
    faults += _variable_faults(prompt)
    if faults:
        raise PromptError(f"{path.name}: {'; '.join(faults)}")
    return prompt


def render(prompt: Prompt, values: Mapping[str, str]) -> Rendered:
    """The messages of one call: instructions, solved examples, then the question, fenced.

    Values are put in as they are and never read as templates. Raises `PromptError` that names all
    values that are missing and all that the prompt does not know.
    """
    faults = _uneven(prompt.variables, values)
    if faults:
        raise PromptError(f"{prompt.id}: {faults}")
    return Rendered((*_prefix(prompt), {"role": "user", "content": _question(prompt, values)}))


def fence(values: Sequence[str]) -> str:
    """A mark that the values cannot hold: it is made from all of them, so that the same question looks
    the same each time (caches, recordings), yet a text would have to contain its own digest to forge it."""
    text = "\0".join(values)
    mark = hashlib.sha256(text.encode()).hexdigest()[:20]
    while mark in text:
        mark = hashlib.sha256(mark.encode() + text.encode()).hexdigest()[:20]
    return mark


def _prefix(prompt: Prompt) -> list[dict[str, str]]:
    made = [{"role": m.role, "content": m.content.strip()} for m in prompt.messages[:-1]]
    for example in prompt.examples:
        made.append({"role": "user", "content": _question(prompt, example.values)})
        made.append(
            {"role": "assistant", "content": json.dumps(example.answer, ensure_ascii=False)}
        )
    return made


def _question(prompt: Prompt, values: Mapping[str, str]) -> str:
    mark = fence([values[name] for name in prompt.variables])
    return Template(prompt.messages[-1].content.strip()).substitute(values, fence=mark)


def _variable_faults(prompt: Prompt) -> list[str]:
    faults = []
    early = {v for m in prompt.messages[:-1] for v in Template(m.content).get_identifiers()}
    used = set(Template(prompt.messages[-1].content).get_identifiers())
    if early:
        faults.append(f"variables before the last message: {_listed(early)}")
    if missing := used - {FENCE} - set(prompt.variables):
        faults.append(f"variables used but not declared: {_listed(missing)}")
    if unused := set(prompt.variables) - used:
        faults.append(f"variables declared but not used: {_listed(unused)}")
    if FENCE not in used:
        faults.append("the last message has no $fence")
    faults += [
        f"example {example.id}: {uneven}"
        for example in prompt.examples
        if (uneven := _uneven(prompt.variables, example.values))
    ]
    return faults


def _uneven(declared: Sequence[str], values: Mapping[str, str]) -> str:
    missing, unknown = set(declared) - set(values), set(values) - set(declared)
    parts = [f"missing values: {_listed(missing)}"] if missing else []
    parts += [f"unknown values: {_listed(unknown)}"] if unknown else []
    return "; ".join(parts)


def _faults(error: ValidationError) -> str:
    """All faults of a file, sorted into unknown keys, missing keys and the rest."""
    rest, unknown, missing = [], [], []
    for fault in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in fault["loc"]) or "the file"
        match fault["type"]:
            case "extra_forbidden":
                unknown.append(where)
            case "missing":
                missing.append(where)
            case _:
                rest.append(f"{where}: {fault['msg']}")
    parts = [f"unknown keys: {_listed(unknown)}"] if unknown else []
    parts += [f"missing keys: {_listed(missing)}"] if missing else []
    return "; ".join([*parts, *rest])


def _listed(names: Sequence[str] | set[str]) -> str:
    return ", ".join(sorted(names))
