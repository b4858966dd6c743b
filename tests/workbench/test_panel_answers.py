"""Forms as they go out and answers as they come back: in Word, in Excel, as a saved file and as a line."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from codeerbank.domain.codebook import Code, Codebook, CodingAttribute
from codeerbank.domain.events import CasesAdded, SpeakerChanged
from codeerbank.domain.ids import new_id
from codeerbank.domain.panel import PanelForm
from codeerbank.errors import Conflict, ImportProblems, NotFound, PrivacyRefusal, UsageError
from codeerbank.mixed.joint.cells import panel_in_words
from codeerbank.panel.answer_file import checksum
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.letter_back import write_letter
from codeerbank.workbench.meeting import keep_tally
from codeerbank.workbench.mixing import side_by_side
from codeerbank.workbench.outcomes import Outcome, decide
from codeerbank.workbench.output import write_file
from codeerbank.workbench.panel import make_form, totals_for_people
from codeerbank.workbench.panel_forms import Ask, FormReport
from codeerbank.workbench.panel_replies import (
    look_at_clear,
    look_at_remark,
    read_answers,
    read_typed,
    remarks,
    replies_to_show,
)
from codeerbank.workbench.panel_rounds import keep_member, keep_round, who_also_spoke
from codeerbank.workbench.releasing import Terms, release, withdraw_release
from codeerbank.workbench.session import Session, create_project

SAID = ("Dan kijkt ze anders naar mij", "Daar was geen stoel voor mij", "Het was gewoon te veel gedoe")
KEPT = "Sanne van de Turfstekerskade belde toen"
TALK = f"J1: {SAID[0]}.\nJ2: {SAID[1]}.\nJ3: {SAID[2]}.\nJ2: {KEPT}.\n"
CALL = ("Noor", "06 - 00 00 00 00", "2999-12-15")
ALL = Ask(also=("docx", "xlsx"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    talk = tmp_path / "gesprek-binnen.txt"
    talk.write_text(TALK, encoding="utf-8")
    values = ({"key": "yes", "name": "ja"}, {"key": "no", "name": "nee"})
    codes = (Code("M1", "geheime codenaam", panel_name="Wie mag het weten?"),)
    book = Codebook(codes, attributes=(CodingAttribute("sensitive", "gevoelig", values=values),))
    with create_project(tmp_path / "p.codeerbank", coder="annabel", codebook=book) as made:
        import_file(made, talk, "transcript")
        document, frame = made.read.documents.identity("gesprek-binnen"), new_id()
        made.append(
            CasesAdded(frame, ["g-1", "g-2", "g-3"], ["jongere"] * 3, {}, "lijst"),
            *(SpeakerChanged(document, f"J{n}", "participant", f"g-{n}") for n in (1, 2, 3)),
        ).result()
        for words in SAID:
            release(made, coded(made, words), "panel", "niemand te raden").result()
        coded(made, KEPT)
        yield made


def coded(session: Session, words: str) -> str:
    start = TALK.index(words)
    apply_code(session, "gesprek-binnen", start, start + len(words), "M1").result()
    return next(one.id for one in session.read.codings.of("gesprek-binnen") if one.quote == words)


def form_of(session: Session, tmp_path: Path, ask: Ask = ALL) -> FormReport:
    return make_form(session, tmp_path / "formulier.html", *CALL, ask=ask).result()


def saved(form: PanelForm, chosen: dict[int, str], path: Path, **other: Any) -> Path:
    """Write the file that a page saves: number -> letters."""
    given = {
        one.id: {"recognise": chosen.get(one.number, "")[:1], "guess": chosen.get(one.number, "")[1:2],
                 "which": "", "remark": "", "seen": checksum(one.text)}
        for one in form.pieces
    }  # fmt: skip
    about = {"codeerbank": "answers", "version": 1, "form": form.id, "code": form.code, "digest": form.digest}
    closing = {"missing": "", "not": "", "rather": ""}
    path.write_text(json.dumps({**about, "reply": path.stem, "answers": given, "closing": closing, **other}), "utf-8")
    return path


def fill_word(path: Path, answers: dict[str, str], becomes: Path, altered: str = "") -> Path:
    """Fill in a Word form as Word does: the chosen words in the field, and no sign of waiting any more."""
    from lxml import etree

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(becomes, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                page = etree.fromstring(content)
                for field in page.iter(word + "sdt"):
                    tag = field.find(f"{word}sdtPr/{word}tag").get(word + "val")
                    if tag in answers or (altered and tag.endswith(".text")):
                        waiting = field.find(f"{word}sdtPr/{word}showingPlcHdr")
                        if waiting is not None:
                            waiting.getparent().remove(waiting)
                        next(field.iter(word + "t")).text = answers.get(tag, altered)
                content = etree.tostring(page)
            after.writestr(name, content)
    return becomes


def problems(session: Session, path: Path, member: str = "lid 1", expected: str = "") -> str:
    with pytest.raises(ImportProblems) as refused:
        read_answers(session, path, member, expected=expected).result()
    assert session.read.panel.replies() == []
    return "; ".join(refused.value.problems)


def test_page_word_and_workbook_ask_the_same_and_read_back_alike(session: Session, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    made = form_of(session, tmp_path)
    first = made.form.pieces[0].id
    word = fill_word(
        made.files[1],
        {f"{first}.recognise": "Een beetje", f"{first}.guess": "x", f"{first}.remark": "bij ons ook"},
        tmp_path / "w.docx",
    )
    book = load_workbook(made.files[2])
    page = book.active
    assert page is not None
    row = next(cell.row for cell in page["A"] if cell.value == first)
    page[f"E{row}"], page[f"F{row}"], page[f"H{row}"] = "Een beetje", "Nee", "bij ons ook"
    book.save(tmp_path / "x.xlsx")
    page_file = saved(made.form, {1: "bx"}, tmp_path / "antwoorden.json")
    read = [read_answers(session, path, f"lid {n}").result() for n, path in
            enumerate((page_file, word, tmp_path / "x.xlsx"))]  # fmt: skip
    assert [one.answers for one in read] == [{1: {"recognise": "b", "guess": "x"}}] * 3
    assert [one.remarks for one in read] == [{}, {1: "bij ons ook"}, {1: "bij ons ook"}]
    assert page.column_dimensions["A"].hidden
    assert {str(one.sqref).split(":")[0] for one in page.data_validations.dataValidation} == {f"E{row}", f"F{row}"}


def test_no_form_holds_a_word_that_is_not_released_nor_who_made_it(session: Session, tmp_path: Path) -> None:
    files = form_of(session, tmp_path).files
    inside = "".join(
        file.read_text("utf-8") if file.suffix == ".html"
        else "".join(part.decode("utf-8", "replace") for part in parts(file))
        for file in files
    )  # fmt: skip
    for word in ("Sanne", "Turfstekerskade", "annabel", "gesprek-binnen", "geheime", "g-1", "niemand te raden", "J1"):
        assert word not in inside
    for quote in session.read.quotes.released():
        assert quote.id not in inside
        assert quote.text in inside
    assert all(file.stat().st_size <= 200_000 and file.stat().st_mode & 0o077 == 0 for file in files)


def parts(file: Path) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as packed:
        return [packed.read(name) for name in packed.namelist() if name.endswith((".xml", ".rels"))]


def test_an_altered_form_is_refused_whichever_way_it_was_altered(session: Session, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    made = form_of(session, tmp_path)
    file = tmp_path / "a.json"
    assert "veranderd" in problems(session, saved(made.form, {1: "a"}, file, digest="0" * 16))
    assert "niet op het formulier" in problems(session, saved(
        made.form, {}, file, answers={**{one.id: {"seen": checksum(one.text)} for one in made.form.pieces},
                                      "zz": {"recognise": "a", "seen": 1}}))  # fmt: skip
    assert "stukje 3 staat er niet meer in" in problems(session, saved(
        made.form, {}, file, answers={one.id: {"seen": checksum(one.text)} for one in made.form.pieces[:2]}))  # fmt: skip
    assert "geen antwoord" in problems(session, saved(made.form, {1: "q"}, file))
    assert "woorden van stukje 1" in problems(
        session, fill_word(made.files[1], {}, tmp_path / "w.docx", altered="Iets heel anders")
    )
    book = load_workbook(made.files[2])
    page: Any = book.active
    row = next(cell.row for cell in page["A"] if cell.value == made.form.pieces[1].id)
    page[f"D{row}"] = "Iets heel anders"
    book.save(tmp_path / "x.xlsx")
    assert problems(session, tmp_path / "x.xlsx") == "de woorden van stukje 2 zijn veranderd"


def test_answers_to_another_round_are_named(session: Session, tmp_path: Path) -> None:
    first = form_of(session, tmp_path)
    form_of(session, tmp_path)
    file = saved(first.form, {1: "a"}, tmp_path / "a.json")
    assert problems(session, file, expected="k2") == "het hoort bij formulier K1, en niet bij K2"
    other = replace(first.form, id=new_id(), code="K9")
    assert "formulier K9 dat niet in dit project" in problems(session, saved(other, {1: "a"}, file))
    with pytest.raises(ImportProblems, match="niet bewaard"):
        read_typed(session, "K1: 1a", "lid 1", expected="K2").result()


@pytest.mark.parametrize(
    "content", [b"", b"\0\xff", b"[]", b"{}", b'{"codeerbank":"answers","version":1}', b"[" * 9000]
)
def test_what_is_no_answer_file_is_refused_in_a_sentence(session: Session, tmp_path: Path, content: bytes) -> None:
    form_of(session, tmp_path)
    for name in ("a.json", "a.docx", "a.xlsx"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ImportProblems):
            read_answers(session, tmp_path / name, "lid 1").result()
    with pytest.raises(ImportProblems):
        read_answers(session, tmp_path / "gesprek-binnen.txt", "lid 1").result()


def test_who_answered_before_is_named_and_nothing_is_kept_twice(session: Session, tmp_path: Path) -> None:
    made = form_of(session, tmp_path)
    file = saved(made.form, {1: "a"}, tmp_path / "a.json")
    read_answers(session, file, "lid 1").result()
    for member, name in (("lid 1", "lid 1"), ("lid 2", "lid 1")):
        with pytest.raises(Conflict, match=name):
            read_answers(session, file, member).result()
    with pytest.raises(Conflict, match="lid 1"):
        read_typed(session, "K1: 1c", "lid 1").result()
    read_typed(session, "K1: 1c", "lid 1", again=True).result()
    [row, *_rest] = totals_for_people(session, "K1").rows
    assert row[3:6] == [0, 0, 1]


def test_a_quote_that_changed_after_sending_is_said_to_have(session: Session, tmp_path: Path) -> None:
    made = form_of(session, tmp_path)
    withdraw_release(session, made.form.quotes[1].id, "toch te herkennen").result()
    reply = read_answers(session, saved(made.form, {2: "a"}, tmp_path / "a.json"), "lid 1").result()
    assert reply.answers == {2: {"recognise": "a"}}
    assert any(note.startswith("Stukje 2 is daarna veranderd") for note in totals_for_people(session, "K1").notes)
    assert form_of(session, tmp_path, Ask()).form.size == 2
    with pytest.raises(PrivacyRefusal):
        make_form(session, tmp_path / "g.html", *CALL, quotes=made.form.quotes).result()


def test_a_member_does_not_judge_their_own_words(session: Session, tmp_path: Path) -> None:
    keep_member(session, "lid 4", "jongere", case="g-2").result()
    keep_member(session, "lid 5").result()
    keep_round(session, "ronde 1", "quotes", "klankbordgroep").result()
    assert who_also_spoke(session) == "1 van de 3 deelnemers is ook lid van de klankbordgroep."
    made = form_of(session, tmp_path, replace(ALL, round="ronde 1"))
    assert made.form.left_out == {"lid 4": [2]}
    own = next(file for file in made.files if file.name == "formulier-lid-4.html").read_text("utf-8")
    assert SAID[1] not in own
    assert SAID[2] in own
    with pytest.raises(ImportProblems) as refused:
        read_typed(session, "K1: 1a 2a", "lid 4").result()
    assert "eigen woorden" in refused.value.problems[0]
    read_typed(session, "K1: 1a", "lid 4").result()
    read_typed(session, "K1: 1a 2a", "lid 5").result()
    assert session.read.panel.replies()[0].group == "jongere"
    told = {"said": "ander woord", "did": "veranderd", "not_done": "niets"}
    decide(session, Outcome("word", "M1", "keep", "zo blijft het", **told)).result()  # type: ignore[arg-type]
    write_letter(session, tmp_path / "brief.html")
    letter = (tmp_path / "brief.html").read_text("utf-8")
    assert "<p>2 leden gaven antwoord. We legden 3 citaten voor.</p>" in letter
    assert f"<p>{who_also_spoke(session)}</p>" in letter
    with pytest.raises(NotFound):
        keep_round(session, "ronde 2", "quotes", "klankbordgroep", ["lid 9"]).result()
    with pytest.raises(UsageError):
        keep_round(session, "ronde 2", "roddels", "klankbordgroep")


def test_counts_of_a_meeting_stand_in_the_joint_display_quote_by_quote(session: Session, tmp_path: Path) -> None:
    made = form_of(session, tmp_path)
    for number, letter, people in ((1, "a", 5), (1, "c", 2), (2, "b", 4)):
        keep_tally(session, made.form.id, number, "recognise", letter, people).result()
    row = next(row for row in side_by_side(session).rows if row.code == "M1")
    told = "in een bijeenkomst: herkend door 5, niet herkend door 2 / een beetje door 4"
    assert panel_in_words(row.panel) == told
    read_typed(session, "K1: 1a", "lid 1").result()
    row = next(row for row in side_by_side(session).rows if row.code == "M1")
    assert panel_in_words(row.panel) == f"herkend door 1 van 1 (1 citaat); {told}"


def test_sensitive_words_come_only_when_chosen_announced_and_with_skipping_first(
    session: Session, tmp_path: Path
) -> None:
    words = "Daar was geen stoel"
    start = TALK.index(words)
    apply_code(session, "gesprek-binnen", start, start + len(words), "M1", {"sensitive": "yes"}).result()
    coding = next(one.id for one in session.read.codings.of("gesprek-binnen") if one.quote == words)
    release(session, coding, "panel", "gekozen", terms=Terms(despite=["sensitive"])).result()
    assert "gevoelig" in form_of(session, tmp_path, Ask()).warnings[0]
    page = form_of(session, tmp_path, Ask(sensitive=True)).path.read_text("utf-8")
    heavy = page[page.index("Let op: dit stukje kan heftig zijn") :]
    assert heavy.index("Sla ik over") < heavy.index("Een beetje")
    assert "Sommige stukjes zijn heftig" in page


@pytest.mark.parametrize("kind", ["words", "questions", "findings", "next"])
def test_words_questions_findings_and_plans_have_forms_of_their_own(
    session: Session, tmp_path: Path, kind: str
) -> None:
    ask = Ask(kind, ("netwerkberaad", "=1 <b>eigen</b> regie"), looked=True, also=("docx", "xlsx"))
    made = form_of(session, tmp_path, ask)
    assert "&lt;b&gt;eigen&lt;/b&gt;" in made.path.read_text("utf-8")
    read_typed(session, "K1: 1av 2c; 2: te lang", "lid 1").result()
    sheet = totals_for_people(session, "K1")
    assert [row[2:5] for row in sheet.rows] == [["netwerkberaad", 1, 0], ["=1 <b>eigen</b> regie", 0, 0]]
    assert side_by_side(session, by="group").rows  # a form about something else says nothing about codes


def test_a_form_of_texts_that_name_somebody_is_not_made(session: Session, tmp_path: Path) -> None:
    with pytest.raises(PrivacyRefusal, match="Sanne"):
        form_of(session, tmp_path, Ask("findings", ("Volgens Sanne kan het anders",)))
    with pytest.raises(UsageError):
        form_of(session, tmp_path, Ask("findings"))
    assert session.read.panel.forms() == []


def test_remarks_stay_out_of_files_until_somebody_looked(session: Session, tmp_path: Path) -> None:
    form_of(session, tmp_path)
    read_typed(session, "K1: 1a; 1: liever: meedoen; 2: dat is Fatima uit Emmeloord", "lid 1").result()
    plain, named = remarks(session)
    assert (plain.found, bool(named.found)) == ((), True)
    target = tmp_path / "uit.csv"
    write_file(target, [totals_for_people(session, "K1", to_file=True)])
    assert "Fatima" not in target.read_text("utf-8-sig")
    assert "meedoen" not in target.read_text("utf-8-sig")
    assert replies_to_show(session)[0][0].remarks == {1: "liever: meedoen"}
    assert look_at_clear(session).result() == 1
    look_at_remark(session, named.id, "dat is [iemand] uit [plaats]").result()
    write_file(target, [totals_for_people(session, "K1", to_file=True)])
    told = target.read_text("utf-8-sig")
    assert "meedoen" in told
    assert "[iemand]" in told
    assert "Fatima" not in told
    with pytest.raises(NotFound):
        look_at_remark(session, "").result()
