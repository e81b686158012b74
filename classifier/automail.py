"""Tells mail that a machine sent: it never gets a draft, or two machines would talk forever.

Sources: RFC 3834 (Auto-Submitted, null return paths), RFC 3462 (multipart/report), RFC 2919 and
2369 (list headers), MS-OXCMAIL 2.2.3.2.14 (X-Auto-Response-Suppress), the de facto Precedence and
X-Autoreply headers that helpdesks document.
"""

import re
from collections.abc import Callable, Mapping

HEADERS = (
    "auto-submitted", "x-autoreply", "x-autorespond", "x-auto-reply", "precedence", "content-type",
    "return-path", "list-id", "list-unsubscribe", "list-post", "x-auto-response-suppress",
    "x-failed-recipients", "from", "sender",
)  # fmt: skip
"""The headers (lower case) that intake has to keep for `automatic`."""

_BULK = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_DAEMON = re.compile(
    r"(?:^|<|\s)(?:mailer-daemon|postmaster|mail-daemon)(?:@|\s|>|$)", re.IGNORECASE
)
# Only what programs put in front of a subject; "out of office" inside a sentence is a client's.
_SUBJECT = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?re(?:ply|sponse)|autoreply|"
    r"out of (?:the )?office(?: auto-?reply)?|"
    r"automatische antwort|abwesenheitsnotiz|réponse automatique|respuesta automática|"
    r"fuera de la oficina|"
    r"resposta automática|risposta automatica|automatisch antwoord|automatyczna odpowiedź|"
    r"otomatik yanıt|"
    r"автоматический ответ|автоответ|автоматична відповідь|"
    r"自动回复|自動回覆|自動返信|自動応答|رد تلقائي|"
    r"trả lời tự động|balasan otomatis|undeliverable|undelivered mail returned to sender|"
    r"delivery status notification ?\((?:failure|delay)\)|mail delivery (?:failed|failure|system)|"
    r"returned mail|failure notice|delivery failure|unzustellbar|nicht zustellbar|non remis|"
    r"no se puede entregar|"
    r"read|not read|gelesen|lu) ?[::].*"
    r"|(?:undelivered mail returned to sender|mail delivery failed|failure notice|autoreply|"
    r"delivery status notification ?\((?:failure|delay)\)|"
    r"自动回复|自動返信|abwesenheitsnotiz).{0,80}",
    re.IGNORECASE | re.DOTALL,
)


def _auto_submitted(value: str) -> bool:
    # "no" may carry parameters or a comment; anything else, even unknown, means a machine.
    words = [re.split(r"[;( ]", part.strip(), maxsplit=1)[0] for part in value.split(",")]
    return any(word != "no" for word in words if word)


def _flag(value: str) -> bool:
    return value.strip() not in ("", "no", "false", "0")


def _precedence(value: str) -> bool:
    return any(part.strip() in _BULK for part in value.split(","))


def _report(value: str) -> bool:
    return value.startswith("multipart/report") or "report-type=" in value


def _suppress(value: str) -> bool:
    # "DR, NDR, RN, NRN, OOF" only refuse receipts and absence notices; people's mail carries those.
    return any(part.strip() in ("all", "autoreply") for part in value.split(","))


_CHECKS: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("auto-submitted", _auto_submitted, "the Auto-Submitted header says a machine sent it"),
    ("x-autoreply", _flag, "the X-Autoreply header marks an automatic reply"),
    ("x-auto-reply", _flag, "the X-Auto-Reply header marks an automatic reply"),
    ("x-autorespond", _flag, "the X-Autorespond header marks an automatic reply"),
    ("precedence", _precedence, "the Precedence header marks bulk, list or automatic mail"),
    ("content-type", _report, "it is a delivery or read report (multipart/report)"),
    ("x-failed-recipients", bool, "the X-Failed-Recipients header marks a bounce"),
    ("return-path", lambda value: value.replace(" ", "") == "<>", "its return path is empty"),
    ("list-id", bool, "the List-Id header marks mailing-list mail"),
    ("list-unsubscribe", bool, "the List-Unsubscribe header marks mailing-list mail"),
    ("list-post", bool, "the List-Post header marks mailing-list mail"),
    ("x-auto-response-suppress", _suppress, "X-Auto-Response-Suppress asks for no replies"),
    ("from", lambda value: bool(_DAEMON.search(value)), "a mail server sent it"),
    ("sender", lambda value: bool(_DAEMON.search(value)), "a mail server sent it"),
)


def automatic(headers: Mapping[str, str], subject: str = "") -> str | None:
    """Why this mail must never be drafted for, in plain words; None for a person's mail.

    `headers`: names in any case; a header that came more than once has its values joined by commas.
    """
    lower = {name.strip().lower(): value.strip().lower() for name, value in headers.items()}
    for name, means_machine, reason in _CHECKS:
        if name in lower and means_machine(lower[name]):
            return reason
    if _SUBJECT.fullmatch(subject.strip()[:300]):
        return "the subject is one that programs write"
    return None
