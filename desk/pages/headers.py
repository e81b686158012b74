"""Headers of every page: nothing inline runs, nothing is framed, nothing is guessed or cached."""

from __future__ import annotations

from starlette.responses import Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def protect(response: Response, *, cache: str = "no-store") -> Response:
    """Set the headers on a response that a browser shows or saves."""
    response.headers.update({**COMMON, "Content-Security-Policy": POLICY, "Cache-Control": cache})
    response.headers["X-Frame-Options"] = "DENY"
    return response
