"""A model file is checked before a single number of it is believed."""

import zipfile

import numpy as np
import pytest

from classifier.artefact import ArtefactError, load, save

ARRAYS = {
    "a/weights": np.arange(6, dtype=np.float32).reshape(2, 3),
    "terms": np.frombuffer(b"x\ny", np.uint8),
}
META = {"labels": ["ü", "b"], "threshold": 0.5}


def write(path, **changes):
    return save(path, **({"kind": "toy", "version": 2, "arrays": ARRAYS, "meta": META} | changes))


def test_what_was_saved_is_loaded(tmp_path):
    digest = write(tmp_path / "m.npz")
    found = load(tmp_path / "m.npz", kind="toy", version=2)
    assert found.sha256 == digest
    assert found.meta == META
    assert found.arrays["a/weights"].dtype == np.float32
    assert np.array_equal(found.arrays["a/weights"], ARRAYS["a/weights"])


def test_the_same_content_gives_the_same_bytes(tmp_path):
    write(tmp_path / "1.npz")
    write(tmp_path / "2.npz", arrays=dict(reversed(ARRAYS.items())))
    assert (tmp_path / "1.npz").read_bytes() == (tmp_path / "2.npz").read_bytes()
    assert write(tmp_path / "3.npz", meta=META | {"threshold": 0.6}) != write(tmp_path / "4.npz")


@pytest.mark.parametrize(
    ("asked", "words"), [({"kind": "other"}, "'other'"), ({"version": 3}, "version 3")]
)
def test_another_kind_or_version_says_what_to_do(tmp_path, asked, words):
    write(tmp_path / "m.npz")
    with pytest.raises(ArtefactError, match=words) as error:
        load(tmp_path / "m.npz", **({"kind": "toy", "version": 2} | asked))
    assert "arrears train" in str(error.value)


def test_a_missing_file_and_a_damaged_one(tmp_path):
    with pytest.raises(ArtefactError, match="no such model file"):
        load(tmp_path / "m.npz", kind="toy", version=2)
    write(tmp_path / "m.npz")
    whole = (tmp_path / "m.npz").read_bytes()
    for at in range(0, len(whole), 7):
        (tmp_path / "m.npz").write_bytes(whole[:at])
        with pytest.raises(ArtefactError):
            load(tmp_path / "m.npz", kind="toy", version=2)


def test_changed_numbers_do_not_pass_the_hash(tmp_path):
    write(tmp_path / "m.npz")
    write(tmp_path / "other.npz", arrays=ARRAYS | {"terms": np.frombuffer(b"x\nz", np.uint8)})
    with (
        zipfile.ZipFile(tmp_path / "m.npz") as one,
        zipfile.ZipFile(tmp_path / "other.npz") as two,
        zipfile.ZipFile(tmp_path / "mixed.npz", "w") as mixed,
    ):
        for name in one.namelist():
            mixed.writestr(name, (two if name == "terms.npy" else one).read(name))
    with pytest.raises(ArtefactError, match="SHA-256"):
        load(tmp_path / "mixed.npz", kind="toy", version=2)


def test_pickle_is_neither_written_nor_read(tmp_path):
    with pytest.raises(ValueError, match="pickle"):
        write(tmp_path / "m.npz", arrays={"x": np.array([object()])})
