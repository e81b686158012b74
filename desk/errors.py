"""What can go wrong, in one shape: RFC 9457 problem documents.

Functions raise `Problem`; `desk.api.problems` turns it, and whatever the framework raises, into
`application/problem+json`. A detail never repeats a client's words.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    413: "Too large",
    415: "Unsupported media type",
    422: "Not valid",
    429: "Too many requests",
    500: "Internal error",
    503: "Not ready",
}


class FieldError(BaseModel):
    """One wrong field of a request: where it stands and what is wrong with it."""

    model_config = ConfigDict(extra="forbid")

    field: str
    reason: str


class ProblemDocument(BaseModel):
    """RFC 9457. `type` is a stable name to switch on; the other members depend on it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = Field(None, description="Wrong fields of the request.")
    by: str | None = Field(None, description="Who was first, for a conflict.")
    version: int | None = Field(None, description="The case's version now, for a conflict.")
    state: str | None = Field(None, description="The case's state now, for a conflict.")
    violations: list[dict[str, Any]] | None = Field(
        None, description="Guarded words that keep a text from being approved."
    )


class Problem(Exception):  # noqa: N818 - the name RFC 9457 uses
    """An outcome that the caller has to be told of. `extra` holds further members of the document."""

    def __init__(self, status: int, kind: str, detail: str, **extra: Any) -> None:
        super().__init__(f"{status} {kind}: {detail}")
        self.status, self.kind, self.detail, self.extra = status, kind, detail, extra
        self.headers: dict[str, str] = {}

    def document(self) -> dict[str, Any]:
        """The members of the problem document."""
        return {
            "type": f"urn:arrears:problem:{self.kind}",
            "title": TITLES.get(self.status, "Error"),
            "status": self.status,
            "detail": self.detail,
            **{name: value for name, value in self.extra.items() if value is not None},
        }


def not_found(what: str) -> Problem:
    """404 for a case, attachment, account, user or key that does not exist."""
    return Problem(404, "not-found", f"There is no such {what}.")


def forbidden(detail: str) -> Problem:
    """403: the person is known, but the role does not allow this."""
    return Problem(403, "forbidden", detail)


def invalid(detail: str, field: str | None = None, kind: str = "invalid") -> Problem:
    """422, with the field at fault."""
    errors = [{"field": field, "reason": detail}] if field else None
    return Problem(422, kind, detail, errors=errors)


ConflictKind = Literal["claimed", "changed", "state", "superseded", "account-changed", "no-draft"]


def conflict(
    kind: ConflictKind,
    detail: str,
    *,
    by: str | None = None,
    version: int | None = None,
    state: str | None = None,
) -> Problem:
    """409: someone was first, or the case is in a state in which this cannot be done."""
    return Problem(409, kind, detail, by=by, version=version, state=state)
