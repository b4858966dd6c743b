"""Codebooks in the format codeerbank.codebook/1 (TOML)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from codeerbank.domain.codebook import DIRECTION, Code, Codebook, CodingAttribute
from codeerbank.domain.codebook_rules import structure_flaws
from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.codebook_shape import check_shape
from codeerbank.importers.problems import Problems, codebook_problems
from codeerbank.importers.source import read_text, with_plain_line_ends

SCHEMA = "codeerbank.codebook/1"
_CODE_LINE = re.compile(r"^[ \t]*\[\[[ \t]*codes[ \t]*\]\]", re.MULTILINE)
_AT = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class CodebookToml:
    """Reads a codebook with everything it holds; every problem is given with its line."""

    name: str = "codebook_toml"
    noun: ImportNoun = "codebook"
    suffixes: Sequence[str] = (".toml",)
    description: str = N_("Codebook, TOML")

    def recognises(self, path: Path, head: bytes) -> float:
        """Look for the format's name."""
        if path.suffix.lower() not in self.suffixes or b"codeerbank.questionnaire/" in head:
            return 0.0
        return 1.0 if b"codeerbank.codebook/" in head else 0.3

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the codebook; raises with what no codebook may have."""
        text, encoding = read_text(path, options.encoding or "utf-8")
        text = with_plain_line_ends(text)
        problems = codebook_problems(path)
        data = _parsed(text, problems)
        problems.raise_if_any()
        lines = _code_lines(text, data)
        check_shape(data, lines, problems)
        problems.raise_if_any()
        codebook = _codebook(data)
        for place, words in structure_flaws(codebook):
            problems.add(words, lines.get(place))
        problems.raise_if_any()
        return Reading(codebook, encoding.remarks, encoding.name)


def _parsed(text: str, problems: Problems) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _AT.search(str(error))
        problems.add(_("this is not valid TOML"), int(line[1]) if line else text.count("\n") + 1)
        return {}
    except RecursionError:
        problems.add(_("the tables are nested too deep"))
        return {}
    except ValueError:  # a number of more digits than Python takes for one
        problems.add(_("this is not valid TOML"))
        return {}
    if data.get("schema") != SCHEMA:
        problems.add(_("the first line must be: {line}").format(line=f'schema = "{SCHEMA}"'))
    return data


def _code_lines(text: str, data: Mapping[str, Any]) -> dict[int, int]:
    """Give the line on which each code begins, when they are all written as [[codes]]."""
    starts = [match.start() for match in _CODE_LINE.finditer(text)]
    codes = data.get("codes")
    if not isinstance(codes, list) or len(codes) != len(starts):
        return {}
    lines, line, before = {}, 1, 0
    for place, start in enumerate(starts):
        line += text.count("\n", before, start)
        lines[place], before = line, start
    return lines


def _codebook(data: Mapping[str, Any]) -> Codebook:
    known = {field.name for field in fields(CodingAttribute)}
    attributes = tuple(
        CodingAttribute(**{k: v for k, v in record.items() if k in known}) for record in data.get("attributes", ())
    )
    return Codebook(
        codes=tuple(Code.from_record(record) for record in data["codes"]),
        key=data.get("key", ""),
        name=data.get("name", ""),
        version=data.get("version", ""),
        language=data.get("language", "nl"),
        attributes=attributes if "attributes" in data else (DIRECTION,),
        rules=tuple(data.get("rules", ())),
        note=data.get("note", ""),
        columns=tuple(dict.fromkeys(name for record in data["codes"] for name in record)),
    )


IMPORTER = CodebookToml()
