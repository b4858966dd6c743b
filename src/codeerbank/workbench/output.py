"""What leaves the project as a table, for whom, and into which file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.events import Exported
from codeerbank.domain.quote import Audience
from codeerbank.domain.survey import AnswerState
from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.i18n import _
from codeerbank.plugins import exporter_for
from codeerbank.workbench.session import Session

LEAST_OUTSIDE = 5
"""Outside the team groups smaller than this are not shown."""
_STATES = {AnswerState.NOT_CHOSEN: "0", AnswerState.NO_ANSWER: "-9", AnswerState.NOT_ASKED: ""}
_PRACTICE = ("oefen", "practice")


def stamp_for(session: Session, audience: Audience) -> str:
    """Say on every form of a table who may see it, and whether it holds invented words."""
    words = _("for readers outside the team") if audience == "outside" else _("internal, not released")
    return "; ".join(filter(None, (practice_stamp(session), words)))


def practice_stamp(session: Session) -> str:
    """Say that the words are invented, where a project's name says that it is for practice; else nothing."""
    practised = session.project_name.casefold().startswith(_PRACTICE)
    return _("PRACTICE DATA - invented statements") if practised else ""


def export_sheets(session: Session, what: str, audience: Audience = "team") -> list[Sheet]:
    """Give codings, quotes, cases, codebook, survey, memos or events as a table; rows are read while they are written.

    For ``outside`` there are released quotes only; anything else raises PrivacyRefusal.
    """
    if what not in EXPORTS:
        raise UsageError(
            _("{what} cannot be exported.").format(what=what), _("There are: {names}.").format(names=", ".join(EXPORTS))
        )
    if audience == "outside":
        return [_released(session, what)]
    title, columns, rows = EXPORTS[what](session)
    return [Sheet(title, columns, rows, (), (), stamp_for(session, audience))]


def write_file(path: Path, sheets: Sequence[Sheet], options: Mapping[str, str] | None = None) -> Path:
    """Write sheets to a file; the suffix chooses the format. Raises UsageError for a suffix nobody writes."""
    exporter_for(path).write(path, sheets, options or {})
    return path


def export(
    session: Session, what: str, path: Path, audience: Audience = "team", options: Mapping[str, str] | None = None
) -> int:
    """Write one of the exports to a file, note it in the log where this session may write, and give the rows written.

    A CSV file is written for programs (comma, point, one header line), unless the options say otherwise: what people
    read is made by the tables and displays.
    """
    counted = [_Counted(sheet) for sheet in export_sheets(session, what, audience)]
    write_file(path, [one.sheet for one in counted], {"csv": "machine", **(options or {})})
    rows = sum(one.rows for one in counted)
    note_export(session, what, audience, rows, path)
    return rows


def note_export(session: Session, what: str, audience: Audience, rows: int, path: Path) -> None:
    """Leave a line in the log about what left the project."""
    if session.writable:
        session.append(Exported(what, audience, rows, path.name)).result()


def as_text(sheet: Sheet, width: int = 100) -> str:
    """Lay a table out for a terminal of ``width`` columns."""
    from codeerbank.exporters.text import plain

    return plain(sheet, width)


class _Counted:
    """A sheet that counts its rows as they pass."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = 0
        self.sheet = replace(sheet, rows=self._passing(sheet.rows))

    def _passing(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        for row in rows:
            self.rows += 1
            yield row


_Found = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]


def _released(session: Session, what: str) -> Sheet:
    if what != "quotes":
        raise PrivacyRefusal(
            _("{what} stay in the team.").format(what=what),
            _("Outside the team go released quotes (export quotes --for outside), tables and displays."),
        )
    quotes = session.read.quotes.released("outside")
    if not quotes:
        raise PrivacyRefusal(
            _("No quote has been released; words may not leave the team before that."),
            _("Release one with: codeerbank release ID --reason TEXT"),
        )
    columns = ["quote", "codes", "group", "released_by", "released_on"]
    rows = [[q.text, ", ".join(q.codes), q.group, q.released_by, q.released_on] for q in quotes]
    return Sheet(_("Released quotes"), columns, rows, (), (), stamp_for(session, "outside"))


def _codings(session: Session) -> _Found:
    attributes = [attribute.key for attribute in session.codebook.attributes]
    columns = ["document", "start", "stop", "code", "coder", *(f"attr.{key}" for key in attributes)]
    columns += ["id", "turn", "speaker", "case", "quote", "created", "origin"]
    return _("Codings"), columns, _coding_rows(session, attributes)


def _coding_rows(session: Session, attributes: Sequence[str]) -> Iterator[Sequence[Cell]]:
    nothing = [""] * len(attributes)
    for (
        identity, document, start, stop, quote, code, coder, given, turn, case, speaker, created, _revision, origin, _span,
    ) in session.read.codings.rows():  # fmt: skip
        values = [_joined(given.get(key)) for key in attributes] if given else nothing
        yield [
            document, start, stop, code, coder, *values, identity, turn, speaker, case, quote, created, origin,
        ]  # fmt: skip


def _joined(value: str | Sequence[str] | None) -> str:
    return "" if value is None else value if isinstance(value, str) else "|".join(value)


def _quotes(session: Session) -> _Found:
    columns = ["document", "start", "stop", "turn", "speaker", "case", "group", "codes", "quote"]
    rows = (
        [q.document, q.start, q.stop, q.turn, q.speaker, q.case, q.group, ", ".join(q.codes), q.text]
        for q in session.read.quotes.each()
    )
    return _("Quotes"), columns, rows


def _cases(session: Session) -> _Found:
    cases = session.read.cases.all()
    attributes = list(dict.fromkeys(key for case in cases for key in case.attributes))
    rows = ([case.name, case.group, *(case.attributes.get(key) for key in attributes)] for case in cases)
    return _("Participants and respondents"), ["case", "group", *attributes], rows


def _codebook(session: Session) -> _Found:
    columns = [
        "key",
        "parent",
        "name",
        "path",
        "definition",
        "include",
        "exclude",
        "examples",
        "counter_examples",
        "cues",
    ]
    columns += ["panel_name", "links", "archived"]
    return _("Codebook"), columns, _code_rows(session.codebook)


def _code_rows(codebook: Codebook) -> Iterator[Sequence[Cell]]:
    for code in codebook.codes:
        yield [
            code.key, code.parent, code.name, " > ".join(codebook.path(code)), code.definition,
            "; ".join(code.include), _pairs(code.exclude), "; ".join(code.examples), _pairs(code.counter_examples),
            ", ".join(code.cues), code.panel_name, "; ".join(link.get("item", "") for link in code.links),
            "yes" if code.archived else "",
        ]  # fmt: skip


def _pairs(rules: Sequence[Mapping[str, str]]) -> str:
    return "; ".join(
        f"{rule.get('text', '')} ({rule['code']})" if rule.get("code") else rule.get("text", "") for rule in rules
    )


def _survey(session: Session) -> _Found:
    cases = session.read.cases.all()
    names = [variable.name for variable in session.read.survey.variables()]
    columns = [
        {
            case: value if state == AnswerState.VALUE else _STATES[state]
            for case, state, value in session.read.survey.column(name)
        }
        for name in names
    ]
    asked = [case for case in cases if any(case.id in column for column in columns)]
    rows = ([case.name, case.group, *(column.get(case.id, "") for column in columns)] for case in asked)
    return (
        _("Survey answers (0 = not chosen, -9 = no answer, empty = not asked)"),
        ["respondent", "group", *names],
        rows,
    )


def _memos(session: Session) -> _Found:
    """Give the memos; a care memo (zorgsignaal) never leaves the project."""
    kept = (memo for memo in session.read.memos.all() if memo.kind != "care")
    rows = ([memo.about, memo.name, memo.kind, memo.text, memo.author, memo.created] for memo in kept)
    return _("Memos"), ["about", "name", "kind", "text", "author", "created"], rows


def _events(session: Session) -> _Found:
    rows = (
        [line.number, line.when, line.who, line.words, "yes" if line.undone else "", line.id]
        for line in session.read.history.actions()
    )
    return _("Log"), ["number", "when", "who", "what", "undone", "id"], rows


EXPORTS: Mapping[str, Callable[[Session], _Found]] = {
    "codings": _codings,
    "quotes": _quotes,
    "cases": _cases,
    "codebook": _codebook,
    "survey": _survey,
    "memos": _memos,
    "events": _events,
}
