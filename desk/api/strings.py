"""Kinds of text in requests. What they bar stands in their patterns, so that OpenAPI says it too."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from classifier.reply import one_line

ANY = r"^[^\x00]*$"
"""Text without NUL characters, which PostgreSQL cannot keep."""
NAMED = r"^[^\s\x00-\x1f\x7f-\x9f][^\x00]*$"
"""The same, and it begins with something visible."""


def _folded(value: str) -> str:
    return str(one_line(value))


Name = Annotated[str, Field(min_length=1, max_length=200, pattern=NAMED), AfterValidator(_folded)]
MessageId = Annotated[
    str, Field(min_length=1, max_length=998, pattern=NAMED), AfterValidator(_folded)
]
Line = Annotated[str, Field(max_length=1_000, pattern=ANY)]
Url = Annotated[str, Field(max_length=2_000, pattern=ANY)]
Subject = Annotated[str, Field(max_length=10_000, pattern=ANY)]
Words = Annotated[str, Field(max_length=1_000_000, pattern=ANY)]
