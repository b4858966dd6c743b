"""What members answered: read, checked against the form that was made, and looked at before it goes any further."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from codeerbank.domain.events import PanelReplied, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.panel import PanelForm, Reply
from codeerbank.domain.short_ids import more_than_one
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.panel.answer_file import Sent, fingerprint, read_saved, reply_of
from codeerbank.panel.replies import read_line
from codeerbank.panel.sheet_form import named, read_sheet
from codeerbank.panel.word_form import read_word
from codeerbank.workbench.panel_rounds import members
from codeerbank.workbench.session import Session

REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a member wrote; ``found`` may name somebody. ``shown`` is what may be seen of it, None until somebody looked."""

    id: Id
    form: str
    member: str
    number: int
    words: str
    found: Sequence[str]
    shown: str | None


def read_typed(
    session: Session, text: str, member: str, group: str | None = None, again: bool = False, expected: str = ""
) -> Future[Reply]:
    """Take in the line a member sent, such as ``K3: 1ax 2c; 2: not so with us``; refused whole where any of it is wrong.

    Refused as well when this member answered the form before, unless ``again`` says that this goes in its place.
    """
    _named(member)

    def job() -> Reply:
        forms = session.read.panel.forms()
        wanted = [one for one in forms if one.code == expected.strip().upper()] if expected else forms
        return _kept(session, read_line(text, wanted or forms, member.strip(), group), again)

    return session.later(job)


def read_answers(
    session: Session, path: Path, member: str, group: str | None = None, again: bool = False, expected: str = ""
) -> Future[Reply]:
    """Take in an answer file: what a page saved, or a form that was filled in in Word or Excel.

    Raises ImportProblems for a form that was altered or is another than ``expected`` (a code), Conflict for a double.
    """
    _named(member)

    def job() -> Reply:
        forms = session.read.panel.forms()
        sent = _sent(path, forms)
        reply = reply_of(sent, forms, member.strip(), group, expected)
        return _kept(session, reply, again)

    return session.later(job)


def _named(member: str) -> None:
    if not member.strip():
        raise UsageError(_("Say who answered."), _("A number or a pseudonym will do."))


def _sent(path: Path, forms: Sequence[PanelForm]) -> Sent:
    from codeerbank.importers.archive import Archive
    from codeerbank.importers.source import read_bytes
    from codeerbank.importers.survey_xlsx import checked_workbook

    suffix = path.suffix.lower()
    if suffix == ".docx":
        archive = Archive(path)
        return read_word(archive.parsed("word/document.xml"), fingerprint(archive.data))
    if suffix == ".xlsx":
        data = checked_workbook(path)
        sent = read_sheet(data, fingerprint(data))
        return named(sent, next((one for one in forms if one.id == sent.form), None))
    return read_saved(read_bytes(path))


def _kept(session: Session, reply: Reply, again: bool) -> Reply:
    """Keep a reply; a double is refused by name."""
    code = next(form.code for form in session.read.panel.forms() if form.id == reply.form)
    before = session.read.panel.replies(reply.form)
    same = next((one for one in before if reply.source and one.source == reply.source), None)
    if same is not None and not (again and same.member == reply.member):
        raise Conflict(
            _("This answer file was read before, as the answer of {member} on {form}.").format(
                member=same.member, form=code
            ),
            _("Nothing was kept."),
        )
    if any(one.member == reply.member for one in before) and not again:
        raise Conflict(
            _("{member} answered form {form} before; nothing was kept.").format(member=reply.member, form=code),
            _("If this one is to count instead: --again"),
        )
    group = reply.group or next((one.group for one in members(session) if one.name == reply.member), None)
    answers = {str(number): dict(given) for number, given in reply.answers.items()}
    remarks = {str(number): words for number, words in reply.remarks.items()}
    session.write(PanelReplied(reply.form, reply.member, group, answers, remarks, reply.source))
    return replace(reply, group=group)


def changed_since(session: Session, form: PanelForm) -> list[int]:
    """Give the numbers of quotes that were changed or withdrawn after the form was made: answers are to the old words."""
    standing = {quote.id: stands for quote, stands in session.read.quotes.ever_released()}
    return [number for number, quote in enumerate(form.quotes, 1) if standing.get(quote.id) != "released"]


def remarks(session: Session, form: str | None = None) -> list[Remark]:
    """List what members wrote, of one form (its code) or of all, with what of it may name somebody."""
    # the recognisers are only loaded when remarks are looked at
    from codeerbank.workbench.pseudonyms import left_over

    codes = {one.id: one.code for one in session.read.panel.forms()}
    looked = {one.id: one.values["words"] for one in session.read.records.of(REMARK) if one.values}
    found = []
    for reply in session.read.panel.replies():
        code = codes.get(reply.form, "")
        for number, words in reply.remarks.items() if form in (None, code) else ():
            identity = derived_id(REMARK, reply.id, str(number))
            shown = looked.get(identity)
            left = () if shown is not None else tuple(left_over(words))
            found.append(Remark(identity, code, reply.member, number, words, left, shown))
    return found


def look_at_remark(session: Session, remark: Id, words: str | None = None) -> Future[Id]:
    """Say that one looked at a remark: as it is it may be seen, or as ``words`` say; empty words keep it in the team."""

    def job() -> Id:
        found = [one for one in remarks(session) if remark and one.id.startswith(remark)]
        if len(found) > 1:
            raise more_than_one(remark, [one.id for one in found])
        if not found:
            raise NotFound(
                _("There is no remark {id}.").format(id=remark), _("Look at: codeerbank panel remarks"), remark
            )
        return session.write(_looked(session, found[0], found[0].words if words is None else words.strip()))

    return session.later(job)


def look_at_clear(session: Session, form: str | None = None) -> Future[int]:
    """Say that one looked at all remarks in which nothing was found that may name somebody; gives how many."""

    def job() -> int:
        clear = [one for one in remarks(session, form) if one.shown is None and not one.found]
        if clear:
            session.write(*(_looked(session, one, one.words) for one in clear))
        return len(clear)

    return session.later(job)


def _looked(session: Session, remark: Remark, words: str) -> RecordSet:
    case = next((one.case for one in members(session) if one.name == remark.member and one.case), None)
    return RecordSet(REMARK, remark.id, {"words": words}, [case] if case else [])


def replies_to_show(session: Session, strict: bool = False) -> tuple[list[Reply], int]:
    """Give the replies with the remarks that may be seen, and the number of remarks that wait for somebody to look.

    ``strict``  for a file or readers outside: only what somebody looked at. In the team what may name nobody, too.
    """
    seen = {one.id: one for one in remarks(session)}
    shown, waiting = [], 0
    for reply in session.read.panel.replies():
        kept = {}
        for number in reply.remarks:
            one = seen[derived_id(REMARK, reply.id, str(number))]
            if one.shown is None and (strict or one.found):
                waiting += 1
            elif words := one.words if one.shown is None else one.shown:
                kept[number] = words
        shown.append(replace(reply, remarks=kept))
    return shown, waiting
