"""Classifying for a request: one at a time in a process, so that requests do not fight for cores."""

from __future__ import annotations

import threading

import structlog

from classifier.classification import Classification
from classifier.reply import Reply
from desk.context import Desk
from desk.errors import Problem

log = structlog.get_logger(__name__)
_turn = threading.Lock()


def classify(desk: Desk, replies: list[Reply]) -> list[Classification]:
    """One classification a reply, in order. Raises a 422 `Problem` when one cannot be read."""
    with _turn:
        try:
            return desk.classifier.classify(replies)
        except Exception as error:
            log.error("unreadable", kind=type(error).__name__, size=len(replies))
            raise Problem(422, "unreadable", "The classifier cannot read this.") from None
