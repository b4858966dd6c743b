"""SPSS syntax beside a data file: multiple-response sets, which a data file written here cannot hold itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codeerbank.domain.visible import one_line
from codeerbank.exporters.spss_names import cut_bytes, valid_names
from codeerbank.i18n import _

_LONGEST_LABEL = 120
_WIDEST = 70


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """Variables of which 1 says chosen, that are one question together."""

    name: str
    label: str
    variables: Sequence[str]


def sets_syntax(data_file: str, sets: Sequence[ResponseSet]) -> str:
    """Write the commands that define the sets in the open data file; words from a file stand in quotes only."""
    names = valid_names([one.name for one in sets])
    lines = [_comment(_("Run this with {file} open: it defines the multiple-response sets.").format(file=data_file))]
    for name, one in zip(names, sets, strict=True):
        lines += ["", "MRSETS", f"  /MDGROUP NAME=${cut_bytes(name, 63)} LABEL={_quoted(one.label)}"]
        lines += ["  CATEGORYLABELS=VARLABELS", *_wrapped("VARIABLES=", one.variables), "  VALUE=1."]
    lines += ["", "MRSETS /DISPLAY NAME=ALL."]
    return "\n".join(lines) + "\n"


def _comment(words: str) -> str:
    """Make a comment: a dot at the end of a line would end it, so the only one is the last character."""
    return "* " + one_line(words).rstrip(".") + "."


def _quoted(label: str) -> str:
    return "'" + cut_bytes(one_line(label), _LONGEST_LABEL, "…").replace("'", "''") + "'"


def _wrapped(head: str, names: Sequence[str]) -> Iterator[str]:
    line = "  " + head
    for name in names:
        if len(line) + len(name) > _WIDEST and line.strip() != head:
            yield line.rstrip()
            line = "    "
        line += name + " "
    yield line.rstrip()
