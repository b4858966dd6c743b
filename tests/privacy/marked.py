"""Sentences in which ``{words:type}`` is what may give somebody away, and how much of it is found."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from codeerbank.privacy import Found

SENTENCES = Path(__file__).parent / "spoken_sentences.txt"
HARD = {"bsn", "iban", "phone", "email", "url", "postcode", "plate"}
_MARK = re.compile(r"\{([^{}]*):(\w+)\}")
Truth = tuple[int, int, str]


def sentences() -> Iterator[tuple[str, list[Truth]]]:
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield marked(line)


def marked(line: str) -> tuple[str, list[Truth]]:
    text, truths, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        truths.append((len(text), len(text) + len(match[1]), match[2]))
        text, at = text + match[1], match.end()
    return text + line[at:], truths


def covered(text: str, truth: Truth, found: Sequence[Found]) -> bool:
    """Every letter and digit lies in what was found."""
    return all(any(one.start <= n < one.stop for one in found) for n in range(*truth[:2]) if text[n].isalnum())


def true(one: Found, truths: Sequence[Truth]) -> bool:
    return any(one.start < stop and start < one.stop for start, stop, _type in truths)
