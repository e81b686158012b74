"""A network tuned to our questions, served by onnxruntime: texts -> a score a question, and where it stands.

One file a purpose (`replies.model`, `guard.model`), each with the graph, its positions and the hash of the
word pieces it was trained on. Texts are read one by one on one thread: a score never depends on the company
that a text keeps, and a process takes one core.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from classifier.artefact import Artefact, ArtefactError, load, save
from classifier.wordpieces import Floats, Pieces, Wordpieces, load_wordpieces

KIND, VERSION = "tuned-network", 1


class Reading(NamedTuple):
    """What the network makes of one text: `scores` (heads,) and, for each piece between the marks, what it
    alone says, `tokens` (pieces, heads), with its `spans` of characters."""

    scores: Floats
    tokens: Floats
    spans: list[tuple[int, int]]


class Tuned:
    """A loaded network. Thread-safe."""

    def __init__(self, file: Artefact, pieces: Wordpieces) -> None:
        # A third of a second to import: only where a network is used.
        try:
            from onnxruntime import InferenceSession, SessionOptions
        except ImportError as error:
            raise ArtefactError("onnxruntime is not installed: pip install onnxruntime") from error

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.heads: tuple[str, ...] = tuple(file.meta["heads"])
        self.sha256 = file.sha256
        self._pieces = pieces
        self._positions = file.arrays["positions"].astype(np.float32)
        self._session: Any = InferenceSession(
            file.arrays["graph"].tobytes(), options, providers=["CPUExecutionProvider"]
        )

    def read(self, text: str) -> Reading:
        """The beginning of one text, which says what it wants; an empty one is read as its two marks. Never raises
        for its content."""
        cut = self._pieces.cut(text)
        whole, tokens = self._run(cut)
        return Reading(whole + tokens.max(axis=0), tokens[1:-1], cut.spans)

    def loudest(self, text: str) -> Floats:
        """Shape (heads,): the most that any stretch of the text says, so that nothing in it goes unread."""
        found = []
        while True:
            cut = self._pieces.cut(text)
            whole, tokens = self._run(cut)
            found.append(whole + tokens.max(axis=0))
            text = text[cut.rest :]
            if not text.strip():
                most: Floats = np.stack(found).max(axis=0)
                return most

    def scores(self, texts: Sequence[str]) -> Floats:
        """Shape (texts, heads) of `loudest`; equal texts are read once."""
        known = {text: self.loudest(text) for text in dict.fromkeys(texts)}
        if not texts:
            return np.zeros((0, len(self.heads)), dtype=np.float32)
        return np.stack([known[text] for text in texts])

    def _run(self, cut: Pieces) -> tuple[Floats, Floats]:
        vectors = self._pieces.look_up(cut.ids) + self._positions[: len(cut.ids)]
        whole, tokens = self._session.run(None, {"vectors": vectors[None]})
        return whole[0], tokens[0]


def save_tuned(
    path: Path,
    graph: bytes,
    positions: Floats,
    heads: Sequence[str],
    pieces_sha256: str,
    meta: dict[str, Any],
) -> str:
    """Write a network's file; `meta` is kept beside what loading needs. Returns its content's SHA-256."""
    arrays: dict[str, NDArray[Any]] = {
        "graph": np.frombuffer(graph, np.uint8),
        "positions": positions.astype(np.float16),
    }
    known = {"heads": list(heads), "pieces_sha256": pieces_sha256}
    return save(path, kind=KIND, version=VERSION, arrays=arrays, meta=meta | known)


def load_tuned(path: Path, heads: Sequence[str]) -> tuple[Tuned, dict[str, Any]]:
    """A network and its metadata. Raises `ArtefactError`, also for other questions or other word pieces."""
    file = load(path, kind=KIND, version=VERSION)
    if list(file.meta["heads"]) != list(heads):
        raise ArtefactError(f"{path}: trained for other questions. Run `arrears train` again.")
    pieces = load_wordpieces(path.with_name("wordpieces.model"))
    if file.meta["pieces_sha256"] != pieces.sha256:
        raise ArtefactError(
            f"{path}: belongs to other word pieces than those beside it. Run `arrears train` again."
        )
    return Tuned(file, pieces), dict(file.meta)
