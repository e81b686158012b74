"""Where a form leads when it was taken: always another address, so that a reload sends nothing twice."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from desk.pages.headers import protect

NOTICES = {
    "empty": "Nothing is waiting that you may take.",
    "released": "Put back into the queue.",
    "handed": "Handed to a lead.",
    "rejected": "Rejected.",
    "approved": "Approved.",
    "saved": "Saved.",
    "relabelled": "The draft was made anew from your scenarios.",
    "undone": "Taken back. The case is yours again.",
    "reopened": "Reopened. The case is yours.",
    "requeued": "The delivery is queued again.",
    "user": "Saved.",
    "bye": "You are signed out.",
}


def case_address(case_id: str) -> str:
    """A case's page."""
    return f"/queue/{case_id}"


def see(path: str, notice: str = "", case_id: str = "") -> Response:
    """Lead there after a POST; `notice` names what to say, `case_id` the case that it is about."""
    query = urlencode({k: v for k, v in (("notice", notice), ("case", case_id)) if v})
    return protect(RedirectResponse(f"{path}?{query}" if query else path, 303))


def inside(path: str) -> str:
    """`path` where it is one of ours, the queue otherwise: nobody is sent to another site."""
    own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if own else "/queue"
