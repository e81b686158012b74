"""The tuned networks: one reading a text, whatever the company; files that belong together."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.artefact import ArtefactError
from classifier.baseline import MODEL, NETWORK
from classifier.concession import HEADS as KINDS
from classifier.targets import HEADS
from classifier.tuned import Tuned, load_tuned
from classifier.wordpieces import BEGIN, END, MOST, load_wordpieces

TEXTS = [
    "i will pay on friday, please wait",
    "wer ist das?",
    "no",
    "😀",
    "我已经付给催收公司了",
    "",
]


@pytest.fixture(scope="module")
def network() -> Tuned:
    return load_tuned(MODEL.with_name(NETWORK), HEADS)[0]


def test_scores_do_not_depend_on_the_company(network: Tuned) -> None:
    together = network.scores([*TEXTS, "a long one " * 200])
    alone = np.vstack([network.scores([text]) for text in TEXTS])
    assert (together[: len(TEXTS)] == alone).all()
    assert network.scores([]).shape == (0, len(HEADS))


def test_shouting_reads_like_talking(network: Tuned) -> None:
    assert (network.read("PLEASE WAIT").scores == network.read("please wait").scores).all()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_every_text_is_read_and_spans_lie_inside(text: str) -> None:
    reading = load_tuned(MODEL.with_name(NETWORK), HEADS)[0].read(text)
    assert np.isfinite(reading.scores).all()
    assert reading.tokens.shape == (len(reading.spans), len(HEADS))
    assert all(0 <= start <= end <= len(text) for start, end in reading.spans)


def test_long_texts_are_cut() -> None:
    pieces = load_wordpieces()
    cut = pieces.cut("please wait " * 50_000)
    assert len(cut.ids) == MOST
    assert (cut.ids[0], cut.ids[-1]) == (BEGIN, END)
    assert pieces.look_up(cut.ids).shape == (MOST, 384)


def test_other_questions_are_refused() -> None:
    with pytest.raises(ArtefactError, match="other questions"):
        load_tuned(MODEL.with_name(NETWORK), KINDS)


def test_other_word_pieces_are_refused(tmp_path: Path) -> None:
    from classifier.artefact import load, save
    from classifier.wordpieces import KIND, VERSION

    shutil.copy(MODEL.with_name(NETWORK), tmp_path)
    file = load(MODEL.with_name("wordpieces.model"), kind=KIND, version=VERSION)
    other = {**file.arrays, "scales": file.arrays["scales"] * np.float16(2)}
    save(tmp_path / "wordpieces.model", kind=KIND, version=VERSION, arrays=other, meta=file.meta)
    with pytest.raises(ArtefactError, match="other word pieces"):
        load_tuned(tmp_path / NETWORK, HEADS)
