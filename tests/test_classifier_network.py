"""The network computes what the package computes, and its gradients are right."""

from dataclasses import replace

import numpy as np
import pytest

from classifier.encoder import load_encoder
from classifier.network import SCALE, Batch, Network, Table, Weights, forward
from classifier.targets import HEADS
from classifier.training.backward import backward
from classifier.training.fit_network import Recipe, fit_network
from classifier.training.prepared import untrained

TEXTS = ["i will pay on friday, please wait", "wer ist das?", "no", "😀", "我已经付给催收公司了"]


@pytest.fixture(scope="module")
def base() -> Network:
    return untrained()


def _with_head(base: Network, heads: int = len(HEADS)) -> Weights:
    rng = np.random.default_rng(0)
    return base.weights | {
        "head_w": rng.normal(size=(512, heads)).astype(np.float32) * 0.1,
        "head_b": np.zeros(heads, np.float32),
        "token_w": rng.normal(size=(1280, heads)).astype(np.float32) * 0.1,
    }


def test_untouched_layers_give_the_packages_vectors(base: Network) -> None:
    encoder = load_encoder()
    assert encoder is not None
    batch = Batch.of([base.tokenize(text) for text in TEXTS])
    _, _, tape = forward(_with_head(base), batch, base.table)
    ours = tape.arrays["pooled"] / SCALE
    np.testing.assert_allclose(ours, encoder.encode(TEXTS), atol=2e-6)


def test_scores_do_not_depend_on_the_company(base: Network) -> None:
    network = replace(base, weights=_with_head(base))
    together = network.scores([*TEXTS, "a long one " * 200])
    alone = np.vstack([network.scores([text]) for text in TEXTS])
    np.testing.assert_allclose(together[: len(TEXTS)], alone, atol=1e-4)
    assert network.scores([]).shape == (0, len(HEADS))


def test_shouting_reads_like_talking(base: Network) -> None:
    assert base.tokenize("PLEASE WAIT") == base.tokenize("please wait")


class _Exact(Table):
    """The same embeddings in double precision, for finite differences."""

    def look_up(self, ids: np.ndarray) -> np.ndarray:
        return super().look_up(ids).astype(np.float64)


def test_gradients_match_finite_differences(base: Network) -> None:
    rng = np.random.default_rng(1)
    weights = {name: w.astype(np.float64) for name, w in _with_head(base, 3).items()}
    table = _Exact(base.table.rows, base.table.scale, base.table.low)
    batch = Batch.of([base.tokenize(text) for text in TEXTS[:3]])
    error = rng.normal(size=(3, 3))
    masks = {
        "pooled": (rng.random((3, 512)) > 0.1) / 0.9,
        "token": (rng.random((len(batch.ids), 1280)) > 0.1) / 0.9,
    }

    def loss() -> float:
        return float((forward(weights, batch, table, masks)[0] * error).sum())

    _, by_token, tape = forward(weights, batch, table, masks)
    gradients = backward(weights, batch, tape, by_token, error, masks)
    assert gradients.keys() == weights.keys()
    for name, w in weights.items():
        for _ in range(2):
            at = tuple(int(rng.integers(n)) for n in w.shape)
            kept, step = w[at], 1e-5
            w[at] = kept + step
            above = loss()
            w[at] = kept - step
            below = loss()
            w[at] = kept
            slope = (above - below) / (2 * step)
            assert gradients[name][at] == pytest.approx(slope, rel=1e-3, abs=1e-5), name


def test_training_learns_and_repeats_itself(base: Network) -> None:
    texts = ["please give me two more weeks", "which invoice is this for"] * 8
    answers = np.zeros((16, len(HEADS)), dtype=np.bool_)
    answers[::2, HEADS.index("scenario:extension_request")] = True
    answers[::2, HEADS.index("primary:extension_request")] = True
    answers[1::2, HEADS.index("primary:balance_inquiry")] = True
    ids = [base.tokenize(text) for text in texts]
    recipe = Recipe(epochs=3, batch=8, head_rate=0.02)
    steps: list[tuple[int, int]] = []
    tuned = fit_network(
        base.weights, base.table, ids, answers, recipe, lambda *at: steps.append(at)
    )
    again = fit_network(base.weights, base.table, ids, answers, recipe)
    assert steps[-1] == (6, 6)
    assert all((tuned[name] == again[name]).all() for name in tuned)
    scores = replace(base, weights=tuned).scores(texts[:2])
    column = HEADS.index("scenario:extension_request")
    assert scores[0, column] > scores[1, column]
