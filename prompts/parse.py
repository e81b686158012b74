"""A model's text -> one JSON object, strictly; for servers that cannot be held to a schema as well."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from prompts.errors import LLMError

MAX_ANSWER = 20_000
"""Characters of an answer; a longer one is not looked at."""
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)\n\s*```", re.DOTALL | re.IGNORECASE)


def json_object(text: str | None) -> dict[str, Any]:
    """The object that the text is, or that stands alone in a code block or after a few words.

    Raises `LLMError("invalid")` for anything else: no object, several, a key twice, a cut answer.
    """
    if not text or len(text) > MAX_ANSWER:
        raise LLMError("invalid", "an empty answer" if not text else "an answer that is too long")
    text = _THOUGHT.sub("", text).strip()
    if (blocks := _FENCED.findall(text)) and len(blocks) == 1:
        text = blocks[0].strip()
    if text.startswith("["):
        raise LLMError("invalid", "JSON, but no object")
    try:
        found, end = _DECODER.raw_decode(text, max(0, text.find("{")))
        # What follows may be words, never another object: nobody could say which one was meant.
        if "{" in text[end:]:
            raise LLMError("invalid", "several JSON objects")
    except (ValueError, RecursionError) as error:
        raise LLMError("invalid", "not JSON, or cut") from error
    if not isinstance(found, dict):
        raise LLMError("invalid", "JSON, but no object")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice")
    return made


def _no_constant(_: str) -> NoReturn:
    raise ValueError("not a JSON number")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
