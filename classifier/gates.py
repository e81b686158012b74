"""When nothing may be preselected, whatever the probabilities say; reasons in plain words."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from classifier.document import Document

_LETTER = re.compile(r"[^\W\d_]")


def reasons(document: Document, known: bool, probabilities: NDArray[np.float32]) -> tuple[str, ...]:
    """Why the classifier abstains on this reply; empty where it does not."""
    found = []
    if not document.text.strip():
        found.append("The reply has no words of the client's own.")
    elif not _LETTER.search(document.text):
        found.append("The reply has no words, only signs.")
    elif not known:
        found.append("The classifier knows no word of this reply.")
    if document.cleaned.truncated:
        found.append("The reply is longer than what is read.")
    return tuple(found)
