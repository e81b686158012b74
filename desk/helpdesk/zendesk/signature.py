"""Checks that a webhook was sent by Zendesk, and lately.

`X-Zendesk-Webhook-Signature` = base64(HMAC-SHA256(secret, TIMESTAMP + raw body)), with the timestamp in
`X-Zendesk-Webhook-Signature-Timestamp` (ISO 8601).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime

from desk.errors import Problem

SIGNATURE = "x-zendesk-webhook-signature"
TIMESTAMP = "x-zendesk-webhook-signature-timestamp"


def verify(secret: str, headers: Mapping[str, str], raw: bytes, now: datetime, skew: float) -> None:
    """Raise a 401 `Problem` unless the raw body was signed within `skew` seconds of `now`."""
    given, stamp = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
    mac = hmac.new(secret.encode(), stamp.encode("utf-8", "replace") + raw, hashlib.sha256)
    expected = base64.b64encode(mac.digest())
    if not hmac.compare_digest(expected, given.encode("utf-8", "replace")):
        raise Problem(401, "signature", "The signature does not fit.")
    try:
        sent = datetime.fromisoformat(stamp)
        sent = sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent
        apart = abs((now - sent).total_seconds())
    except (ValueError, OverflowError):
        raise Problem(401, "signature", "The timestamp cannot be read.") from None
    if apart > skew:
        raise Problem(401, "signature", "The timestamp is too far from now.")
