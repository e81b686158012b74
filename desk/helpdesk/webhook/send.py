"""Posts approved answers to one address, signed. Redirects are not followed: they would be unsigned for."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import httpx2

from desk.helpdesk.base import DeliveryError
from desk.helpdesk.webhook.signature import sign

# Answers that another try cannot change.
_FINAL = frozenset({400, 401, 403, 404, 405, 410, 413, 415, 422})


@cache
def _trusted() -> ssl.SSLContext:
    """Made once: reading all certificates takes longer than a delivery."""
    return httpx2.create_ssl_context()


class Webhook:
    """The target behind `ARREARS_DELIVERY_URL`. `timeout` in seconds, for a whole try."""

    def __init__(
        self,
        url: str,
        secret: str,
        timeout: float,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._url, self._secret, self._timeout, self._now = url, secret, timeout, now

    def deliver(self, delivery: str, payload: str) -> None:
        """One try. Any 2xx is success; raises `DeliveryError`, final for answers like 404."""
        body = payload.encode("utf-8")
        timestamp = self._now().isoformat(timespec="seconds")
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "arrears",
            "Idempotency-Key": delivery,
            "X-Arrears-Delivery": delivery,
            "X-Arrears-Timestamp": timestamp,
            "X-Arrears-Signature": sign(self._secret, timestamp, body),
        }
        try:
            with (
                httpx2.Client(
                    verify=_trusted(),
                    timeout=self._timeout,
                    follow_redirects=False,
                    trust_env=False,
                ) as client,
                client.stream("POST", self._url, content=body, headers=headers) as answer,
            ):
                status = answer.status_code  # the body is of no use, however long it is
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise DeliveryError(f"no answer ({type(error).__name__})") from None
        if not 200 <= status < 300:
            raise DeliveryError(f"answered {status}", final=status in _FINAL)
