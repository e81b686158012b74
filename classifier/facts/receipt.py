"""How far a bank transfer is proven by the client's words: none, claimed, promised, attached.

Whether a transfer is spoken of at all, the trained heads say; which state, the words of attaching
and of promising say where they stand, the heads otherwise.
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np

from classifier.targets import RECEIPT_COLUMNS, RECEIPTS
from classifier.views import Floats

State = Literal["none", "claimed", "promised", "attached"]
SPOKEN_OF = 0.35
"""Probability from which a transfer counts as spoken of; the F1 is flat between .3 and .5."""

_ATTACHED = re.compile(
    r"attach(?!ment)|enclos|see attachment|adjunt|anex[oaé]|en pi[eè]ce jointe|ci-joint|joint\b|"
    r"im anhang|anbei|beigefügt|angehängt|allegat|in allegato|bijgevoegd|bijlage|załącz|w załączeniu|"
    r"ekte|ekliyorum|terlampir|lampir|kalakip|naka-?attach|đính kèm|gửi kèm|संलग्न|attach kar|"
    r"додаю|у вкладенні|долуча|во вложении|прилагаю|приложен|مرفق|أرفق|附件|附上|隨附|添付",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"(?:will|'ll|going to|shall|to)\s+(?:\w+\s+){0,4}(?:send|forward|follow|share|provide|email|upload|"
    r"get|shoot|come|pass|submit)\b|(?:receipt|proof|slip|confirmation|advice|mt103|copy)\s+(?:\w+\s+){0,4}"
    r"(?:to follow|follows|follow|tomorrow|once|when|as soon|later|comes)|soon as (?:i|we|the bank)|"
    r"(?:envi|mand|reenvi|remit)(?:o|aré|arei|aremos|eremo)\b|mañana|amanh[ãa]|demain|(?:vous l'|l[ea] )?enverr|"
    r"folgt|nachreichen|schicke ich|sende ich|seguirà|invier[òo]|manderò|dośl|prześl|gönder(?:ec|ir)|"
    r"menyusul|isusunod|ise-?send|sẽ gửi|gửi sau|bhej (?:dunga|denge|dungi)|भेज (?:दूँगा|देंगे)|надішл|"
    r"пришл|отправл|вышл|سأرسل|راح ارسل|هبعت|之后|之後|稍后|稍後|再发|再寄|補上|送ります|お送り|後ほど",
    re.IGNORECASE,
)


def wire_receipt(text: str, p: Floats) -> State:
    """`p`: one row of probabilities over `classifier.targets.HEADS`."""
    states = p[RECEIPT_COLUMNS]
    if states[-1] < SPOKEN_OF:
        return "none"
    chances = np.array(states[:-1], dtype=np.float64)
    # A word outweighs the head unless the head is very sure of another state.
    chances[RECEIPTS.index("attached")] += 0.6 * bool(_ATTACHED.search(text))
    chances[RECEIPTS.index("promised")] += 0.3 * bool(_PROMISED.search(text))
    found: State = RECEIPTS[int(chances.argmax())]  # type: ignore[assignment]
    return found
