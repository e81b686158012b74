"""A trained model on disk: named numpy arrays and JSON metadata in one zip, without pickle.

The header carries format, kind, model version and the SHA-256 of the content; loading checks all
four. The same content gives the same bytes (fixed time stamps, sorted names), so that builds can be
compared.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 1
_HEADER = "header.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can tell
_LIMIT = 512 * 2**20  # bytes unpacked; ours are a few MB, a zip bomb is not


class ArtefactError(Exception):
    """A model file is missing, damaged, of another kind or version; the message says what to do."""


@dataclass(frozen=True)
class Artefact:
    """What a model file holds. `sha256` names the content (not the compressed file)."""

    kind: str
    version: int
    arrays: Mapping[str, NDArray[Any]]
    meta: Mapping[str, Any]
    sha256: str


def save(
    path: Path,
    *,
    kind: str,
    version: int,
    arrays: Mapping[str, NDArray[Any]],
    meta: Mapping[str, Any],
) -> str:
    """Write a model file, replacing the old one in one step; returns the content's SHA-256 (hex).

    Raises `ValueError` for arrays that would need pickle and metadata that is not JSON.
    """
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    bad = sorted(name for name, array in plain.items() if array.dtype.hasobject)
    if bad:
        raise ValueError(f"object arrays cannot be saved without pickle: {', '.join(bad)}")
    digest = _digest(kind, version, plain, meta)
    header = {"format": FORMAT, "kind": kind, "version": version, "sha256": digest, "meta": meta}
    entries = {_HEADER: _json(header)}
    for name in sorted(plain):
        buffer = io.BytesIO()
        np.lib.format.write_array(buffer, plain[name], allow_pickle=False)
        entries[f"{name}.npy"] = buffer.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, compresslevel=9)
    unfinished.replace(path)
    return digest


def load(path: Path, *, kind: str, version: int) -> Artefact:
    """Read and check a model file. Raises `ArtefactError`."""
    advice = "Train it again with `arrears train`, or restore the file that was shipped."
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LIMIT:
                raise ArtefactError(f"{path}: unpacks to more than {_LIMIT} bytes. {advice}")
            header = json.loads(archive.read(_HEADER))
            found = (header["format"], header["kind"], header["version"])
            if found != (FORMAT, kind, version):
                raise ArtefactError(
                    f"{path}: holds format {found[0]}, {found[1]!r} version {found[2]}; this "
                    f"program needs format {FORMAT}, {kind!r} version {version}. {advice}"
                )
            arrays = {
                name.removesuffix(".npy"): np.lib.format.read_array(
                    io.BytesIO(archive.read(name)), allow_pickle=False
                )
                for name in archive.namelist()
                if name != _HEADER
            }
        meta, sha256 = header["meta"], header["sha256"]
    except FileNotFoundError as error:
        raise ArtefactError(f"{path}: no such model file. {advice}") from error
    except ArtefactError:
        raise
    except Exception as error:  # zipfile, zlib, numpy and json fail in a dozen unrelated classes
        fault = f"{type(error).__name__}: {error}"
        raise ArtefactError(f"{path}: damaged ({fault}). {advice}") from error
    if _digest(kind, version, arrays, meta) != sha256:
        raise ArtefactError(f"{path}: the content does not match its SHA-256. {advice}")
    return Artefact(kind, version, arrays, meta, sha256)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True).encode()


def _digest(
    kind: str, version: int, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]
) -> str:
    sha = hashlib.sha256()
    head = {"format": FORMAT, "kind": kind, "version": version, "meta": meta}
    sha.update(_json(head) + b"\0")
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        sha.update(f"{name}\0{array.dtype.str}\0{array.shape}\0".encode())
        sha.update(array.tobytes())
    return sha.hexdigest()
