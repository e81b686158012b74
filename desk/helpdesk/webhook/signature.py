"""How deliveries are signed, and how a receiver checks them.

`X-Arrears-Signature` is base64(HMAC-SHA256(secret, TIMESTAMP + raw body)), `X-Arrears-Timestamp` the
moment of the try in ISO 8601. A receiver compares in constant time and refuses old timestamps.
"""

from __future__ import annotations

import base64
import hashlib
import hmac


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature of one request."""
    mac = hmac.new(secret.encode(), timestamp.encode() + body, hashlib.sha256)
    return base64.b64encode(mac.digest()).decode()
