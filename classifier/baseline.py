"""The classifier that needs no key and no service: features, fusion, decision, facts, evidence.

Serves the arrays that `classifier.train` wrote; where onnxruntime or sentencepiece is not installed the
n-gram side serves by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import agency, gates
from classifier.artefact import ArtefactError
from classifier.certainty import signs
from classifier.classification import OTHER, SCENARIOS, Classification
from classifier.decision import Answer, answers, by_label
from classifier.document import Document, document
from classifier.evidence import evidence, sentence_scores
from classifier.facts.gather import gather
from classifier.facts.language import language
from classifier.model_file import Model, read
from classifier.reply import Reply
from classifier.targets import HEADS, PRIMARY_COLUMNS, SCENARIO_COLUMNS
from classifier.tuned import Tuned, load_tuned
from classifier.views import Floats, Meaning, listed, meaning
from policy.model import AgencyPayment

MODEL = Path(__file__).parent / "model" / "baseline.model"
NETWORK = "replies.model"
"""The network's file, beside the model's."""
_BATCH = 128
"""Replies that are held in memory as scores at once."""


@dataclass(frozen=True)
class Read:
    """A batch as the model reads it. `meaning` is `None` without the network."""

    documents: tuple[Document, ...]
    languages: tuple[str | None, ...]
    known: NDArray[np.bool_]
    probabilities: Floats
    said: tuple[Answer, ...]
    certainty: Floats
    meaning: Meaning | None


@dataclass(frozen=True)
class Baseline:
    """A loaded model. `network` is `None` where only the n-gram side serves. Thread-safe."""

    model: Model
    network: Tuned | None
    version: str

    def classify(self, replies: Sequence[Reply]) -> list[Classification]:
        """One classification a reply, in order. Never raises for a reply's content."""
        out: list[Classification] = []
        for start in range(0, len(replies), _BATCH):
            part = replies[start : start + _BATCH]
            read = self.read([document(reply) for reply in part])
            out += [self._classification(reply, read, i) for i, reply in enumerate(part)]
        return out

    def read(self, documents: Sequence[Document]) -> Read:
        """Probabilities (documents, heads; see `classifier.targets.HEADS`) and what led to them."""
        languages = tuple(language(d.read) for d in documents)
        foreign = np.array([code not in (None, "en") for code in languages], dtype=np.bool_)
        texts = [d.read for d in documents]
        scores, known = self.model.lexical.scores(texts)
        views, meant, part = [scores], None, self.model.plain
        if self.network is not None:
            meant = meaning(documents, self.network)
            views, part = [scores, meant.whole], self.model.fused
        p = part.fusion.probabilities([*views, listed(texts, languages)], foreign)
        said = tuple(answers(p, self.model.rules.thresholds))
        certainty = part.certainty.of(signs(said, p, views, foreign))
        return Read(tuple(documents), languages, known, p, said, certainty, meant)

    def _classification(self, reply: Reply, read: Read, i: int) -> Classification:
        doc, p, code = read.documents[i], read.probabilities[i], read.languages[i]
        said = read.said[i]
        known = bool(read.known[i])
        reasons = gates.reasons(doc, known, self.model.lexical, p, code)
        scores = self._sentences(read, i) if said.primary != OTHER else None
        sure = self.model.rules.band(float(read.certainty[i]), code)
        return Classification(
            id=reply.id,
            scenarios=said.scenarios,
            primary=said.primary,
            probabilities=by_label(p[SCENARIO_COLUMNS], p[PRIMARY_COLUMNS]),
            confidence="low" if reasons else sure,
            abstained=bool(reasons),
            abstain_reasons=reasons,
            facts=gather(reply, doc, p, code, said.scenarios, self.model.rules.sensitive),
            evidence=() if scores is None else evidence(doc, scores, said.scenarios),
            agency_payment=_agency(doc, said, scores),
            model_version=self.version,
        )

    def _sentences(self, read: Read, i: int) -> Floats:
        meant = None if read.meaning is None else read.meaning.sentences[i]
        return sentence_scores(read.documents[i], self.model.lexical, meant)


def _agency(doc: Document, said: Answer, scores: Floats | None) -> AgencyPayment:
    claim = "agency_payment_claim"
    if scores is None or claim not in said.scenarios or not doc.spans or not len(scores):
        return AgencyPayment()
    best = int(scores[: len(doc.spans), SCENARIOS.index(claim)].argmax())
    return agency.details(doc.text, doc.spans[best])


def load(path: Path | None = None, *, network: bool = True) -> Baseline:
    """The shipped model, or the one at `path`. Raises `classifier.artefact.ArtefactError`.

    `network=False` serves the n-gram side alone. Models are kept: a second call is free.
    """
    return _load((path or MODEL).resolve(), network)


@cache
def _load(path: Path, with_network: bool) -> Baseline:
    loaded = read(path)
    if not (with_network and find_spec("onnxruntime") and find_spec("sentencepiece")):
        return Baseline(loaded.model, None, f"{loaded.version}-ngrams")
    network, _ = load_tuned(path.with_name(NETWORK), HEADS)
    if network.sha256 != loaded.network:
        raise ArtefactError(
            f"{path}: belongs to another training than {NETWORK} beside it. Run `arrears train`."
        )
    return Baseline(loaded.model, network, loaded.version)
