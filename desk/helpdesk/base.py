"""What a helpdesk adapter has to do: take one approved answer, whole."""

from __future__ import annotations

from typing import Protocol


class DeliveryError(Exception):
    """A try failed; the message is for people. `final` where another try cannot help."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class Helpdesk(Protocol):
    """One target. Implementations hold no state between calls and may be called from any thread."""

    def deliver(self, delivery: str, payload: str) -> None:
        """Send one answer: `payload` is JSON with reply, route, note and tags (`desk.outbox`).

        Everything in it takes effect or nothing does. `delivery` names it: a repetition under the same
        name must have no second effect. Raises `DeliveryError`.
        """
        ...
