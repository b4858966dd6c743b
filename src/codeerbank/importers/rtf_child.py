"""The far end of reading an RTF: bytes on standard input, its words on standard output."""

from __future__ import annotations

import re
from collections.abc import Mapping

from codeerbank.importers.apart import LARGEST_TEXT, serve

_DELETED = re.compile(r"\{[^{}]*\\deleted(?![a-z0-9])[^{}]*\}")
_HIDDEN = re.compile(r"\{[^{}]*\\v(?![a-z0-9])[^{}]*\}")
_CELL = re.compile(r"(?<!\\)\\(?:nest)?cell(?![a-z])")
_LINK = re.compile(r"(\\fldinst[^{}]{0,100}\{?[^{}]{0,100}?)HYPERLINK")
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{2}[\r\n]{0,2}){500,}+")
_OBJECT = re.compile(r"\\(?:objdata|pict)(?![a-z])")
_CELLS_END = re.compile(r"\t+$", re.MULTILINE)


def words_of(data: bytes) -> Mapping[str, object]:
    """Give the words of an RTF text, and how much was left out: pictures, tracked deletions, hidden words."""
    from striprtf.striprtf import rtf_to_text

    text = data.decode("latin-1")
    objects = len(_OBJECT.findall(text))
    text = _PICTURE.sub("", text)  # a letter at a time, striprtf would take a minute over a photograph
    text, deleted = _DELETED.subn("{}", text)
    text, hidden = _HIDDEN.subn("{}", text)
    text = _LINK.sub(r"\1", text)  # striprtf would write the address of a link behind its words
    text, cells = _CELL.subn(r"\\tab", text)
    words = str(rtf_to_text(text, errors="replace"))  # type: ignore[no-untyped-call]
    if cells:
        words = _CELLS_END.sub("", words)
    return {
        "words": words[:LARGEST_TEXT],
        "cut": len(words) > LARGEST_TEXT,
        "open": not text.rstrip("\0\r\n \x1a").endswith("}"),
        "objects": objects,
        "deleted": deleted,
        "hidden": hidden,
    }


if __name__ == "__main__":
    serve(words_of)
