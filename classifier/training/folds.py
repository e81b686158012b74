"""Which rows a model must not have seen when it scores a row.

English rows: one writer is left out at a time. Other languages: hardly two writers share one, so
leaving the writer out would test strangers' languages instead; there the persona (`split_group`) is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.corpus import Row


def folds(rows: Sequence[Row], count: int = 5) -> NDArray[np.int64]:
    """Shape (n,): a fold number a row; a writer's English rows share one, a persona's rows too."""
    english = [row.author for row in rows if row.language == "en"]
    common = sorted(set(english), key=lambda author: (-english.count(author), author))
    place = {author: i % count for i, author in enumerate(common)}
    groups: dict[str, int] = {}
    out = []
    for row in rows:
        at = place[row.author] if row.language == "en" else _spread(row.split_group, count)
        out.append(groups.setdefault(row.split_group, at))
    return np.array(out, dtype=np.int64)


def _spread(name: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % count
