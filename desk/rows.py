"""Reads JSON Lines into rows; whatever is wrong with a line becomes a `RowError`, never a crash."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from pydantic import ValidationError

from classifier.reply import MAX_ID, Reply, one_line
from desk.row import Row, RowError

MAX_LINE = 5_000_000
"""Bytes. A longer line is skipped without reading it into memory."""
MAX_DEPTH = 32
"""Nesting of a row; deeper data would exhaust the stack of whatever writes it out again."""
MAX_DIGITS = 40
_CHUNK = 65_536
_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OWN = ("subject", "body", "attachments", "headers")
# Names under which an attachment's data may come; only its name and type are used.
_CONTENT = frozenset({"content_base64", "content", "size", "url"})


class _UnfitError(ValueError):
    """A row that parses but must not be accepted; the message is the reason."""


def rows(stream: BinaryIO, first: bytes = b"") -> Iterator[Row | RowError]:
    """The rows of a JSON Lines stream, in order, one result for each line that is not blank.

    `first`: what was already read of the stream's first line. Keys of a row: `id` (text or number;
    without one the row is called `line-N`), `subject`, `body` (null counts as empty), `attachments`
    (names, or objects with `name` and `content_type`), `headers`, `sender` or `from`. All other
    keys are handed on. Errors of the stream itself (`OSError`) are raised.
    """
    for number, line in enumerate(_lines(stream, first), 1):
        if line is None:
            yield RowError(number, None, "line", f"the line is longer than {MAX_LINE:,} bytes")
        elif line.strip():
            yield parse(line, number)


def _lines(stream: BinaryIO, first: bytes) -> Iterator[bytes | None]:
    """Lines of the stream; None for one that is too long."""
    line = first
    if not line.endswith(b"\n"):
        line += stream.readline(max(MAX_LINE + 1 - len(line), 0))
    line = line.removeprefix(_BOM)
    while line:
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield None
        else:
            yield line
        line = stream.readline(MAX_LINE + 1)


def parse(line: bytes, number: int = 1) -> Row | RowError:
    """One line of JSON as a row. Never raises."""
    try:
        data = _decode(line)
    except UnicodeDecodeError as error:
        return RowError(number, None, "line", f"not UTF-8 (byte {error.start + 1})")
    except json.JSONDecodeError as error:
        return RowError(number, None, "line", f"not JSON: {error.msg} (column {error.colno})")
    except _UnfitError as error:
        return RowError(number, None, "line", str(error))
    except RecursionError:
        return RowError(number, None, "line", "nested too deep")
    except ValueError:
        # What the JSON decoder itself refuses: numbers beyond Python's limit of digits.
        return RowError(number, None, "line", "a number with too many digits")
    if not isinstance(data, dict):
        kind = {list: "an array", str: "a text", type(None): "null"}.get(type(data), "a number")
        return RowError(number, None, "line", f"expected a JSON object, got {kind}")
    return _row(data, number)


def _decode(line: bytes) -> Any:
    text = line.decode("utf-8")
    data = json.loads(
        text,
        object_pairs_hook=_unique,
        parse_constant=_no_constant,
        parse_int=_int,
        parse_float=_float,
    )
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _check_depth(data)
    return _whole(data) if "\\u" in text else data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _UnfitError(f"the key {_shown(twice)} stands twice in one object")
    return made


def _no_constant(name: str) -> NoReturn:
    raise _UnfitError(f"{name} is not a JSON number")


def _int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _UnfitError(f"a number with more than {MAX_DIGITS} digits")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number) or len(digits) > 4 * MAX_DIGITS:
        raise _UnfitError("a number beyond the range of floating point")
    return number


def _check_depth(data: Any) -> None:
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _UnfitError("nested too deep")


def _whole(data: Any) -> Any:
    """`data` with every lone surrogate (legal as a JSON escape, not as text) made U+FFFD."""
    if isinstance(data, str):
        return _SURROGATE.sub("\ufffd", data)
    if isinstance(data, list):
        return [_whole(item) for item in data]
    if isinstance(data, dict):
        return {_whole(key): _whole(value) for key, value in data.items()}
    return data


def _row(data: dict[str, Any], number: int) -> Row | RowError:
    given = data.pop("id", None)
    if given is None or given == "":
        given = f"line-{number}"
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return RowError(number, None, "id", "expected a text or a number")
    name = str(one_line(str(given)))[:MAX_ID] or f"line-{number}"
    fields: dict[str, Any] = {"id": name}
    for key in _OWN:
        value = data.pop(key, None)
        if value is not None:
            fields[key] = value
    sender = data.pop("sender", None)
    other = data.pop("from", None)
    fields["sender"] = other if sender is None else sender
    if isinstance(fields.get("attachments"), list):
        fields["attachments"] = [_attachment(item) for item in fields["attachments"]]
    try:
        reply = Reply.model_validate(fields)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(_shown(str(part), quotes=False) for part in problem["loc"]) or "line"
        return RowError(number, name, where, problem["msg"])
    return Row(number, reply, data)


def _attachment(item: Any) -> Any:
    return {k: v for k, v in item.items() if k not in _CONTENT} if isinstance(item, dict) else item


def _shown(key: str, *, quotes: bool = True) -> str:
    """A key of the input, safe and short enough to print."""
    short = str(one_line(key))[:40]
    return json.dumps(short, ensure_ascii=False) if quotes else short
