"""Decodes mail text whatever its declared charset says."""

import codecs

# What senders declare, and the larger charset they in fact use (WHATWG Encoding Standard).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
# Text codecs of Python that are no charsets, slow on hostile input, or able to smuggle markup.
_REFUSED = frozenset(
    [
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "utf-7",
        "mbcs",
        "oem",
    ]
)


def decode(data: bytes, charset: str | None) -> str:
    """`data` as text: by its charset, else UTF-8, else Windows-1252. Never raises; bytes that fit
    nothing become U+FFFD."""
    for name in (_codec(charset), "utf-8"):
        if name is None:
            continue
        try:
            return data.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
    known = _codec(charset)
    return data.decode("cp1252" if known in (None, "cp1252") else known or "utf-8", "replace")


def _codec(charset: str | None) -> str | None:
    try:
        info = codecs.lookup((charset or "").strip().strip("\"'")[:40])
    except (LookupError, ValueError):
        return None
    if info.name in _REFUSED or not getattr(info, "_is_text_encoding", True):
        return None
    return _WIDER.get(info.name, info.name)
