"""The form that puts a case out of an agent's hands with a written reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from desk.case import Case
from desk.context import Actor, Desk
from desk.errors import Problem
from desk.pages.again import again
from desk.pages.fields import Reason, Version
from desk.pages.goto import see
from desk.pages.who import TheDesk, Visitor


class Act(Protocol):
    """What is done with the case, say `verdicts.reject`."""

    def __call__(
        self, desk: Desk, case_id: str, actor: Actor, reason: str, *, version: int | None = None
    ) -> Case: ...


@dataclass(frozen=True)
class ReasonForm:
    """What a request brings: who, which case, the version they saw, and why. Made by `Depends()`."""

    request: Request
    desk: TheDesk
    visitor: Visitor
    case_id: str
    version: Version
    reason: Reason = ""

    def submit(self, act: Act, field: str, notice: str) -> Response:
        """Do it and lead to the queue with `notice`; a reason that is not taken stays at `field`."""
        try:
            act(self.desk, self.case_id, self.visitor.actor, self.reason, version=self.version)
        except Problem as problem:
            return again(self.request, self.desk, self.visitor, self.case_id, problem, field=field)
        return see("/queue", notice, self.case_id)
