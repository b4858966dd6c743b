#!/usr/bin/env python3
"""Make the codings of the two practice coders from the quotes they coded, and their consensus; the same bytes each time.

    python tools/make_practice_codings.py [--out DIR]        (default: transcripts/)

tools/practice/coded_quotes.csv and coded_answers.csv say in words what was coded; here each quote is looked up in the text
as the program imports it, so that the addresses stay right when a text changes. A quote stands for the whole sentences it
touches; " ... " in it stands for what lies between. The columns of the coders hold, in any order:

    ja              coded as the row says
    (empty)         overlooked
    K1.2            this code instead of the row's
    hinders         this direction instead of the row's (hinders, helps, both, neutral)
    zonder          without the reaction to the survey
    langer, korter  one sentence more, or without the last sentence
    beurt           the whole turn

tools/practice/consensus.csv settles what they coded differently in the first turns of one meeting: as ``anna`` did, as
``bram`` did, or words as above; with the reason. Where they agree, that is the consensus.
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from codeerbank import plugins
from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import NewSurvey
from codeerbank.domain.text import Span, sentences

HERE = Path(__file__).resolve().parent
TRANSCRIPTS = HERE.parent / "transcripts"
QUOTES = HERE / "practice" / "coded_quotes.csv"
ANSWERS = HERE / "practice" / "coded_answers.csv"
SETTLED = HERE / "practice" / "consensus.csv"
CODERS = ("anna", "bram")
CONSENSUS, TOGETHER, LAST_TURN = "consensus", "groep-1-online", 40
DIRECTIONS = ("hinders", "helps", "both", "neutral")
PLACES = ("langer", "korter", "beurt")
UNSAFE = "W4.7"
FILES = {
    "groep-1-online": "groep-1-online.vtt",
    "groep-2-klankbord": "groep-2-klankbord.docx",
    "groep-3-jongeren": "groep-3-jongeren.txt",
}


class NotThere(ValueError):
    """A quote that does not stand in its text exactly once."""


class NotSettled(ValueError):
    """A difference without a decision, or a decision without a difference."""


@dataclass(frozen=True)
class Passage:
    """A turn or answer, with where its speech starts in the document."""

    text: str
    start: int = 0
    speaker: str | None = None


@dataclass(frozen=True)
class Choice:
    """What one coder made of one row."""

    coder: str
    document: str
    respondent: str
    quote: str
    start: int
    stop: int
    code: str
    direction: str
    reaction: str = field(default="")
    speaker: str | None = None
    whole: bool = False


@cache
def passages(document: str) -> Sequence[Passage]:
    """Give the turns of a practice meeting as the program reads them."""
    path = TRANSCRIPTS / FILES[document]
    read = plugins.importer_for(path, "transcript").read(path, ImportOptions()).value
    assert isinstance(read, NewDocument)
    return [Passage(read.text[turn.said : turn.stop], turn.said, turn.speaker) for turn in read.turns]


@cache
def survey() -> NewSurvey:
    """Give the practice survey as the program reads it."""
    path = TRANSCRIPTS / "enquete-alle.csv"
    options = ImportOptions(key="respondent", open=("toelichting_drempel", "toelichting_nodig"), group="groep")
    read = plugins.importer_for(path, "survey").read(path, options).value
    assert isinstance(read, NewSurvey)
    return read


def answer(question: str, respondent: str) -> Passage:
    """Give what a respondent answered to an open question."""
    row = list(survey().cases).index(respondent)
    return Passage(survey().open[question].answers[row])


def find(quote: str, among: Sequence[Passage]) -> tuple[Passage, Span]:
    """Look a quote up literally; it must stand in one passage, once."""
    first, _, last = quote.partition(" ... ")
    found = []
    for passage in among:
        start = passage.text.find(first)
        end = passage.text.find(last or first, start)
        if start >= 0 and end >= 0:
            found.append((passage, Span(start, end + len(last or first))))
    if len(found) != 1:
        raise NotThere(f"{len(found)} times: {quote}")
    return found[0]


def place(passage: Passage, quoted: Span, words: Sequence[str]) -> Span:
    """Widen a quote to whole sentences, and to what this coder took with it or left off."""
    parts = sentences(passage.text)
    touched = [n for n, part in enumerate(parts) if part.overlaps(quoted)]
    first, last = touched[0], touched[-1]
    if "beurt" in words:
        first, last = 0, len(parts) - 1
    elif "korter" in words:
        last = max(first, last - 1)
    elif "langer" in words:
        first, last = (first, last + 1) if last + 1 < len(parts) else (max(0, first - 1), last)
    return Span(parts[first].start, parts[last].stop)


def choices() -> Iterator[Choice]:
    """Give every coding of both coders, in the order of the data files."""
    for row in rows(QUOTES):
        passage, quoted = find(row["quote"], passages(row["document"]))
        yield from _made(row, row["document"], "", passage, quoted)
    for row in rows(ANSWERS):
        passage = answer(row["question"], row["respondent"])
        quoted = find(row["quote"], [passage])[1] if row["quote"] else Span(0, len(passage.text))
        yield from _made(row, row["question"], row["respondent"], passage, quoted)


def _made(row: dict[str, str], document: str, respondent: str, passage: Passage, quoted: Span) -> Iterator[Choice]:
    for coder in CODERS if CONSENSUS not in row else (CONSENSUS,):
        words = row[coder].split()
        if not words:
            continue
        span = place(passage, quoted, words) if row["quote"] else quoted
        other = [word for word in words if word not in (*DIRECTIONS, *PLACES, "ja", "zonder")]
        direction = next((word for word in words if word in DIRECTIONS), row["direction"])
        reaction = "" if "zonder" in words else row.get("reaction", "")
        yield Choice(
            coder, document, respondent, row["quote"], passage.start + span.start, passage.start + span.stop,
            other[0] if other else row["code"], direction, reaction, passage.speaker, len(span) == len(passage.text),
        )  # fmt: skip


def consensus() -> Iterator[tuple[Choice | None, str]]:
    """Give what both coders settled on, with the reason where they had differed; None: no code after all."""
    decisions = {(row["document"], row["code"], row["quote"]): row for row in rows(SETTLED)}
    early = passages(TOGETHER)[:LAST_TURN]
    for row in rows(QUOTES):
        if row["document"] != TOGETHER:
            continue
        passage, quoted = find(row["quote"], passages(TOGETHER))
        if passage not in early:
            continue
        decision = decisions.pop((TOGETHER, row["code"], row["quote"]), None)
        if (decision is None) != (row["anna"] == row["bram"]):
            raise NotSettled(row["quote"])
        words = decision["besluit"] if decision else "anna"
        settled = {**row, CONSENSUS: row.get(words, words)}
        choice = next(_made(settled, TOGETHER, "", passage, quoted), None)
        yield choice, decision["reden"] if decision else ""
    if decisions:
        raise NotSettled(", ".join(quote for _document, _code, quote in decisions))


def rows(path: Path) -> list[dict[str, str]]:
    """Read a data file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def write_files(folder: Path) -> None:
    """Write the codings of each coder, on documents in one file and on answers in another, and what was settled."""
    made = list(choices())
    header = ["start", "stop", "code", "coder", "attr.direction", "attr.survey_reaction", "attr.sensitive"]
    for coder in CODERS:
        mine = [choice for choice in made if choice.coder == coder]
        spoken = [[c.document, c.start, c.stop, *_coded(c)] for c in mine if not c.respondent]
        _write(folder / f"coderingen-{coder}.csv", ["document", *header], spoken)
        written = [[c.respondent, c.document, *_within(c), *_coded(c)] for c in mine if c.respondent]
        _write(folder / f"coderingen-{coder}-antwoorden.csv", ["respondent", "question", *header], written)
    settled = list(consensus())
    agreed = [[c.document, c.start, c.stop, *_coded(c)] for c, _reason in settled if c]
    _write(folder / f"coderingen-{CONSENSUS}.csv", ["document", *header], agreed)
    reasons = [[TOGETHER, *((c.start, c.stop, c.code) if c else ("", "", "")), why] for c, why in settled if why]
    _write(folder / "consensus-redenen.csv", ["document", "start", "stop", "code", "reden"], reasons, ";")


def _coded(choice: Choice) -> list[str]:
    """Give code, coder and attributes; an unsafe supporter is always sensitive, as the coding manual asks."""
    sensitive = "yes" if choice.code == UNSAFE else ""
    return [choice.code, choice.coder, choice.direction, choice.reaction, sensitive]


def _within(choice: Choice) -> tuple[str, str]:
    """Leave the place empty where the whole answer is meant."""
    return ("", "") if choice.whole else (str(choice.start), str(choice.stop))


def _write(path: Path, header: Sequence[str], lines: Sequence[Sequence[object]], delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Make the codings of the practice study.")
    parser.add_argument("--out", type=Path, default=TRANSCRIPTS, help="folder for the files")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder)


if __name__ == "__main__":
    main()
