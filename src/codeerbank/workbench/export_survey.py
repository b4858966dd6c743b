"""The survey as it came in, with columns made of codings behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codeerbank.domain.records import SURVEY_LAYOUT
from codeerbank.domain.survey import AnswerState
from codeerbank.domain.survey_file import SurveyColumn, SurveyFile
from codeerbank.domain.table import Meaning
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.store.read.survey_table import SurveyTable
from codeerbank.workbench.code_columns import CodeColumn, code_columns
from codeerbank.workbench.dictionary import listed
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.strands import OPEN_ANSWERS

NO_ANSWER = ("-9", "-99", "-999", "-9999")
"""Codes for "no answer"; the first is used that nobody answered."""
_KEY, _GROUP = "respondent", "group"


def survey_file(session: Session, choices: ExportChoices) -> SurveyFile:
    """Give the survey: rows, columns and their order as they were brought in; raises NotFound where there is none."""
    table = session.read.survey_table()
    if not table.respondents:
        raise NotFound(
            _("There is no survey in this project."), _("Bring one in with: codeerbank import FILE --as survey")
        )
    if choices.question and choices.question not in table.questions:
        session.read.documents.question(choices.question)
    closed = list(map(_closed, table.closed(NO_ANSWER)))
    opened = [SurveyColumn(name, words or name, "text", table.answers(name)) for name, words in table.questions.items()]
    original = _as_it_came(session, [*_people(session, table, closed), *closed, *opened])
    made = derived_columns(session, table.respondents)
    taken = [column.name for column in (*original, *made)]
    coded = [*made, *_coded(session, choices, table, opened, taken)]
    return SurveyFile(
        _("Survey answers (0 = not chosen, -9 = no answer, empty = not asked)"),
        original,
        coded,
        [_("Columns that begin with code_ were made of codings: 1 coded, 0 read to the end without the code.")],
        dictionary=[*map(meaning_of, original), *map(meaning_of, coded)],
    )


def _layout(session: Session) -> tuple[str, list[str]]:
    """Give the name of the key and the order of the columns of the file that came in first; empty where none is known."""
    layouts = session.read.records.of(SURVEY_LAYOUT)
    return (str(layouts[0].values["key"]), list(layouts[0].values["columns"])) if layouts else ("", [])


def _as_it_came(session: Session, columns: Sequence[SurveyColumn]) -> list[SurveyColumn]:
    """Put the columns in the order of the file they came from, those it did not have behind them."""
    place = {name: n for n, name in enumerate(_layout(session)[1])}
    return sorted(columns, key=lambda column: place.get(column.name, len(place)))


def derived_columns(session: Session, respondents: Sequence[str]) -> list[SurveyColumn]:
    """Make the columns of derived variables: the value, no answer, or "" for not asked."""
    questions = Questions(session)
    found = []
    for rule in questions.derivations.values():
        if not rule.makes_variable or rule.name in questions.stored:
            continue
        cells = {who: _cell(state, value) for who, state, value in questions.column_by_name(rule.name)}
        one = questions.by_name[rule.name]
        labels = {**one.labels, NO_ANSWER[0]: _("no answer")} if one.level != "scale" else {}
        column = [cells.get(who, "") for who in respondents]
        found.append(SurveyColumn(one.name, one.label, one.level, column, labels, [NO_ANSWER[0]]))
    return found


def coded_columns(session: Session, taken: Sequence[str]) -> tuple[Sequence[str], list[SurveyColumn]]:
    """Give the respondents and the columns made here, of recodings and codings; ``taken`` names are not used."""
    table = session.read.survey_table()
    opened = [SurveyColumn(name, words or name, "text", table.answers(name)) for name, words in table.questions.items()]
    made = derived_columns(session, table.respondents)
    names = [*taken, *(column.name for column in made)]
    return table.respondents, [*made, *_coded(session, ExportChoices(), table, opened, names)]


def _cell(state: int, value: str | None) -> str:
    return value or "" if state == AnswerState.VALUE else NO_ANSWER[0] if state == AnswerState.NO_ANSWER else ""


def _people(session: Session, table: SurveyTable, closed: Sequence[SurveyColumn]) -> list[SurveyColumn]:
    """Give the keys, and the groups where no question has them already."""
    names = {column.name.casefold() for column in closed} | {name.casefold() for name in table.questions}
    own = _layout(session)[0]
    key = next(name for name in (own, _KEY, _KEY + "_key", _KEY + "_key_") if name and name.casefold() not in names)
    found = [SurveyColumn(key, _("Key of the respondent"), "text", table.respondents, is_key=True)]
    groups = [group or "" for group in table.groups]
    if any(groups) and _GROUP not in names and not any(groups == list(column.cells) for column in closed):
        found.append(SurveyColumn(_GROUP, _("Perspective of the person"), "nominal", groups))
    return found


def _closed(column: SurveyColumn) -> SurveyColumn:
    """Give the codes for "no answer" their words, where the survey has none for them, and those of an option."""
    labels, missing = dict(column.labels), list(column.missing)
    if column.level == "multiple":
        labels = {"0": _("not chosen"), "1": _("chosen"), **labels}
        missing = missing or [NO_ANSWER[0]]
    if column.level != "text":
        labels |= {code: _("no answer") for code in missing if code not in labels}
    return replace(column, labels=labels, missing=missing)


def _coded(
    session: Session,
    choices: ExportChoices,
    table: SurveyTable,
    opened: Sequence[SurveyColumn],
    taken: Sequence[str],
) -> list[SurveyColumn]:
    """Make the columns of 1, 0, no answer to any of the questions, and "" for not yet coded."""
    asked = [column.cells for column in opened if choices.question in ("", column.name)]
    silent = [not any(answers) for answers in zip(*asked, strict=True)] if asked else []
    if not asked:
        return []
    columns = code_columns(session, choices.coder, OPEN_ANSWERS, taken, choices.question)
    leaves = {code.key for code in session.codebook.codes if session.codebook.is_leaf(code)}
    return [_code_column(column, table.respondents, silent, column.code.key in leaves) for column in columns]


def _code_column(column: CodeColumn, respondents: Sequence[str], silent: Sequence[bool], is_leaf: bool) -> SurveyColumn:
    """Make the column of a code; those without codes below them are one multiple-response question together."""
    texts = {1: "1", 0: "0", None: ""}
    cells = [
        NO_ANSWER[0] if nothing else texts[column.state(person)]
        for person, nothing in zip(respondents, silent, strict=True)
    ]
    labels = {"1": _("coded"), "0": _("read to the end, not coded"), NO_ANSWER[0]: _("no answer")}
    member = (f"codes_{column.coder}" if column.coder else "codes") if is_leaf else None
    question = _("Codes by {coder}").format(coder=column.coder) if column.coder else _("Codes")
    return SurveyColumn(column.name, column.label, "nominal", cells, labels, [NO_ANSWER[0]], question, member)


def meaning_of(column: SurveyColumn) -> Meaning:
    """Say what a column holds: its question, its level, and the words of its values."""
    words = f"{column.question}: {column.label}" if column.level == "multiple" and column.question else column.label
    levels = {
        "nominal": _("nominal"), "ordinal": _("ordinal"), "scale": _("scale"), "text": _("text"),
        "multiple": _("option of a multiple-response question: 1 = chosen, 0 = not chosen"),
    }  # fmt: skip
    values = "; ".join(filter(None, (levels[column.level], listed(column.labels))))
    return Meaning(column.name, words, values)
