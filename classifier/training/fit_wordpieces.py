"""Cuts the pretrained vocabulary down to what our corpora and languages use, and saves it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from classifier.artefact import save
from classifier.training.pretrained import NAME, SPECIAL, Pretrained, pretrained
from classifier.wordpieces import KIND, VERSION

MOST_USED = 28_000
"""Pieces kept whether or not our texts use them: what the next client may write."""


def fit_wordpieces(texts: Sequence[str], path: Path) -> str:
    """Write the file; returns its content's SHA-256. Raises `RuntimeError` without the extra `train`."""
    start = pretrained()
    everything = _cutter(spelling(start, range(len(start.spelled))))
    used = {int(i) for ids in everything.encode(list(texts)) for i in ids}
    kept = sorted({*range(MOST_USED), *used})  # the vocabulary is sorted by use
    nibbles, scales = start.blocks("emb.word", start.shape.pieces)
    return save(
        path,
        kind=KIND,
        version=VERSION,
        arrays={
            "spelling": np.frombuffer(spelling(start, kept), np.uint8),
            "nibbles": nibbles[kept],
            "scales": scales[kept],
        },
        meta={"pieces": len(kept), "from": NAME},
    )


def spelling(start: Pretrained, kept: Sequence[int]) -> bytes:
    """A SentencePiece model of the kept pieces that folds case and spelling variants (NFKC).

    The folding table is the library's own: it comes with any model that it trains.
    """
    from sentencepiece import SentencePieceTrainer, sentencepiece_model_pb2

    made = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(["any words will do"] * 9),
        model_writer=made,
        vocab_size=32,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc_cf",
        minloglevel=2,
    )
    messages: Any = sentencepiece_model_pb2  # made at run time, so without types
    model = messages.ModelProto()
    model.ParseFromString(made.getvalue())
    del model.pieces[:]
    for place, number in enumerate(kept):
        piece = model.pieces.add()
        piece.piece, piece.score = start.spelled[number]
        piece.type = SPECIAL.get(place, 1)
    model.trainer_spec.Clear()
    for name, at in (("bos", 0), ("pad", 1), ("eos", 2), ("unk", 3)):
        setattr(model.trainer_spec, f"{name}_id", at)
        setattr(model.trainer_spec, f"{name}_piece", start.spelled[at][0])
    written: bytes = model.SerializeToString(deterministic=True)
    return written


def _cutter(model: bytes) -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=model)
