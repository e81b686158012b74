"""The fields that several forms share. No text holds NUL, which PostgreSQL cannot store."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path
from pydantic import AfterValidator


def _plain(value: str) -> str:
    return value.replace("\0", "")


Version = Annotated[int, Form(ge=0, lt=2**31)]
Word = Annotated[str, Form(max_length=500), AfterValidator(_plain)]
Reason = Annotated[str, Form(max_length=10_000), AfterValidator(_plain)]
Body = Annotated[str, Form(), AfterValidator(_plain)]
Position = Annotated[int, Path(ge=0, lt=10_000)]
