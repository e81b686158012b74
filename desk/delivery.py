"""One try to deliver one approved answer: counted before it is made, its end written down after."""

from __future__ import annotations

import structlog

from desk import outbox
from desk.context import Desk
from desk.helpdesk.base import DeliveryError, Helpdesk
from desk.helpdesk.webhook.send import Webhook
from desk.metrics import DELIVERIES

log = structlog.get_logger(__name__)


def target(desk: Desk) -> Helpdesk | None:
    """Where answers go, by the settings; None where nothing is set."""
    settings = desk.settings
    if settings.delivery_url is None or settings.delivery_secret is None:
        return None
    secret = settings.delivery_secret.get_secret_value()
    return Webhook(settings.delivery_url, secret, settings.delivery_timeout, desk.now)


def attempt(desk: Desk, delivery: str, number: int, to: Helpdesk | None = None) -> str:
    """Make try `number` (from 1) and say how it went: sent, retried, failed or skipped.

    A try that was begun before and never ended counts as failed: its process died.
    """
    to = to or target(desk)
    if to is None:
        return "skipped"
    payload = outbox.begin(desk, delivery, number)
    if payload is None:
        return "skipped"
    error, final = None, False
    try:
        to.deliver(delivery, payload)
    except DeliveryError as fault:
        error, final = str(fault), fault.final
    except Exception as fault:  # an adapter's own mistake must not lose the answer
        error = type(fault).__name__
    over = outbox.finish(desk, delivery, number, error, final)
    outcome = "sent" if error is None else "failed" if over else "retried"
    DELIVERIES.labels(outcome).inc()
    log.info("delivery", delivery=delivery, attempt=number, outcome=outcome, error=error)
    return outcome
