"""What the columns of an export mean, in words: the data dictionary that goes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.table import Meaning
from codeerbank.i18n import N_, _

ATTRIBUTE = "attr."
_WORDS: Mapping[str, tuple[str, str]] = {
    "document": (N_("Name of the document, or of the open question"), ""),
    "start": (N_("First character of the fragment in the document"), N_("counts from 0, in Unicode code points")),
    "stop": (N_("One past the last character of the fragment"), ""),
    "code": (N_("Key of the code in the codebook"), ""),
    "coder": (N_("Who gave the code"), ""),
    "id": (N_("The project's own mark, the same in every export"), ""),
    "turn": (N_("Number of the turn, or of the answer, in which the fragment begins"), N_("counts from 1")),
    "speaker": (N_("Label of the speaker in the document"), N_("empty: text without speakers")),
    "case": (N_("Pseudonym of the person, or key of the respondent"), N_("empty: not known")),
    "group": (N_("Perspective of the person"), N_("empty: not known")),
    "quote": (N_("The words themselves"), ""),
    "codes": (N_("Keys of all codes on exactly these words"), N_("separated by commas")),
    "created": (N_("When it was made, by the clock of that computer"), N_("ISO 8601, UTC")),
    "origin": (N_("How the coding came about"), N_("manual = by hand; suggestion = accepted suggestion")),
    "released_by": (N_("Who released these words"), ""),
    "released_on": (N_("When they were released"), N_("ISO 8601, UTC")),
    "key": (N_("Key of the code in the codebook"), ""),
    "parent": (N_("Key of the code above it"), N_("empty: a theme")),
    "path": (N_("Names from the theme down to the code"), ""),
    "definition": (N_("What the code means"), ""),
    "include": (N_("When to give the code"), N_("separated by semicolons")),
    "exclude": (N_("When not, and which code instead"), N_("separated by semicolons")),
    "examples": (N_("Words that get the code"), N_("separated by semicolons")),
    "counter_examples": (N_("Words that do not, and which code they get"), N_("separated by semicolons")),
    "cues": (N_("Words that make the program suggest the code"), N_("separated by commas")),
    "panel_name": (N_("Name of the code in the words of the klankbordgroep"), ""),
    "links": (N_("Survey questions on the same theme"), N_("separated by semicolons")),
    "archived": (N_("Whether the code was put away"), N_("yes; empty: in use")),
    "about": (N_("What the memo is about"), N_("project, document, case, code, coding")),
    "kind": (N_("Kind of memo"), ""),
    "text": (N_("The memo itself"), ""),
    "author": (N_("Who wrote it"), ""),
    "number": (N_("Number of the action in the log"), ""),
    "when": (N_("When it was done, by the clock of that computer"), N_("ISO 8601, UTC")),
    "who": (N_("Who did it"), ""),
    "what": (N_("What was done"), ""),
    "undone": (N_("Whether it was undone"), N_("yes; empty: it stands")),
    "codebook.name": (N_("Name of the code"), ""),
    "memos.name": (N_("Name of what the memo is about"), ""),
    "matrix.name": (N_("Name of the code"), ""),
    "basket.number": (N_("Place of the quote in the list"), N_("counts from 1")),
    "note": (N_("Note with the quote"), ""),
    "stamp": (N_("Who may see this file"), ""),
}


def meanings(what: str, columns: Sequence[str], codebook: Codebook | None = None) -> list[Meaning]:
    """Explain the columns of an export that are known beforehand, and the attributes of its codings."""
    found = []
    for column in columns:
        words, values = _WORDS.get(f"{what}.{column}") or _WORDS.get(column, ("", ""))
        if words:
            found.append(Meaning(column, _(words), _(values) if values else ""))
        elif codebook is not None and column.startswith(ATTRIBUTE):
            found.append(_attribute(column, codebook))
    return found


def _attribute(column: str, codebook: Codebook) -> Meaning:
    attribute = codebook.attribute(column.removeprefix(ATTRIBUTE))
    assert attribute is not None
    values = "; ".join(f"{value['key']} = {value['name']}" for value in attribute.values)
    return Meaning(column, _("Attribute of the coding: {name}").format(name=attribute.name), values)


def listed(labels: Mapping[str, str]) -> str:
    """Write values with their words."""
    return "; ".join(f"{value} = {words}" for value, words in labels.items())
