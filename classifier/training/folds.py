"""Parts of the rows that keep a persona's together: what is fitted on some is judged on the others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.corpus import Row


def folds(rows: Sequence[Row], count: int = 5) -> NDArray[np.int64]:
    """Shape (n,): a fold number a row; a persona's rows (`split_group`) share one."""
    return np.array([_spread(row.split_group, count) for row in rows], dtype=np.int64)


def _spread(name: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % count
