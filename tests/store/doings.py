"""Things researchers do to a project, chosen by numbers, so that a random history is a list of them."""

from array import array
from collections.abc import Callable

from codeerbank.domain.events import RecordRemoved, RecordSet, SuggestionDecided
from codeerbank.domain.ids import Id
from codeerbank.domain.ports import CodingColumns, NewCodings
from codeerbank.workbench import codebook, coding, correcting, memos, merging, recoding
from codeerbank.workbench.session import Session
from tests.store.projects import TALK, bring, survey, talk

Doing = Callable[[Session, int, int, int], Id | None]
DIRECTIONS = ("helps", "hinders", "both", None)


def import_document(session: Session, a: int, b: int, c: int) -> Id:
    return bring(session, talk(f"groep {a % 3}", TALK[b % 2 : b % 2 + 2]))


def import_question(session: Session, a: int, b: int, c: int) -> Id:
    first = session.read.cases.count()
    words = ("geld", "vrije tijd", "", "mijn buurvrouw 💶")
    answers = {f"r{session.coder}{first + n}": words[(a + n) % 4] for n in range(1 + b % 4)}
    return bring(session, survey(answers, f"vraag {c % 2}"))


def code_in_bulk(session: Session, a: int, b: int, c: int) -> Id | None:
    transcripts = [document for document in session.read.documents.all() if document.kind == "transcript"]
    if not transcripts or not session.codebook.codes:
        return None
    document = transcripts[a % len(transcripts)]
    starts = array("i", [(b + 3 * n) % (document.characters - 4) for n in range(1 + c % 5)])
    codes = session.codebook.codes
    columns = CodingColumns(
        document.name,
        False,
        starts,
        array("i", [start + 1 + c % 4 for start in starts]),
        array("i", [n % 2 for n in range(len(starts))]),
        array("i", [n % 2 for n in range(len(starts))]),
        array("i", range(2, len(starts) + 2)),
        attributes={"direction": [("helps", "")[n % 2] for n in range(len(starts))]} if b % 2 else {},
    )
    names = (codes[b % len(codes)].key, codes[(b + 1) % len(codes)].key)
    new = NewCodings([columns], names, ("anna", "bert"), "codes.csv")
    from codeerbank.workbench.intake_changes import Intake

    changes, _told = Intake(session).changes(new)
    return session.append(*changes).result() if changes else None


def code_by_hand(session: Session, a: int, b: int, c: int) -> Id | None:
    documents = session.read.documents.all()
    codes = [code for code in session.codebook.codes if not code.archived]
    if not documents or not codes:
        return None
    document = documents[a % len(documents)]
    turns = [turn for turn in session.read.documents.turns(document.name) if turn.stop > turn.start]
    if not turns:
        return None
    turn = turns[b % len(turns)]
    start = turn.start + c % (turn.stop - turn.start)
    stop = min(turn.stop, start + 1 + b % 7)
    attributes = {"direction": DIRECTIONS[c % 3]} if c % 2 else {}
    return coding.apply_code(session, document.name, start, stop, codes[(a + c) % len(codes)].key, attributes).result()


def remove(session: Session, a: int, b: int, c: int) -> Id | None:
    there = list(session.read.codings.each())
    return coding.remove_coding(session, there[a % len(there)].id).result() if there else None


def set_attributes(session: Session, a: int, b: int, c: int) -> Id | None:
    there = list(session.read.codings.each())
    if not there:
        return None
    return coding.set_attributes(session, there[a % len(there)].id, {"direction": DIRECTIONS[b % 4]}).result()


def mark_done(session: Session, a: int, b: int, c: int) -> Id | None:
    documents = session.read.documents.all()
    if not documents:
        return None
    document = documents[a % len(documents)]
    turns = [1 + b % document.turns] if c % 2 and document.turns else None
    return coding.mark_done(session, document.name, turns, done=bool(b % 3)).result()


def add_memo(session: Session, a: int, b: int, c: int) -> Id | None:
    there = list(session.read.codings.each(limit=3))
    documents = list(session.read.documents.names())
    if a % 3 == 0 and there:
        return memos.add_memo(session, "coding", there[b % len(there)].id, f"kijk {c}").result()
    if a % 3 == 1 and documents:
        return memos.add_memo(session, "document", documents[b % len(documents)], f"lees {c}").result()
    return memos.add_memo(session, "project", "", f"denk {c}", "decision").result()


def add_code(session: Session, a: int, b: int, c: int) -> Id | None:
    keys = [code.key for code in session.codebook.codes]
    return codebook.add_code(session, f"code {a}", parent=keys[b % len(keys)] if c % 2 and keys else None).result()


def change_code(session: Session, a: int, b: int, c: int) -> Id | None:
    codes = session.codebook.codes
    if not codes:
        return None
    chosen = codes[a % len(codes)]
    code = chosen.key
    if b % 3 == 0 and not chosen.merged_into:
        return codebook.archive_code(session, code, not chosen.archived).result()
    if b % 3 == 1:
        return codebook.move_code(session, code, None).result()
    return codebook.change_code(session, code, {"name": f"naam {c}", "color": "#e69f00"}).result()


def write_record(session: Session, a: int, b: int, c: int) -> Id:
    record = f"record-{a % 3}"
    if b % 4 == 0 and session.read.records.get(record):
        return session.append(RecordRemoved("participant", record)).result()
    return session.append(RecordSet("participant", record, {"n": c}, [f"thing-{b % 2}"])).result()


def correct_text(session: Session, a: int, b: int, c: int) -> Id | None:
    texts = [document for document in session.read.documents.all() if document.kind == "transcript" and document.turns]
    if not texts:
        return None
    name = texts[a % len(texts)].name
    turn = session.read.documents.turns(name)[b % texts[a % len(texts)].turns]
    words = turn.text.split()
    at = c % len(words)
    words[at : at + b % 3] = ("echt", "heel erg", words[at][:-1] or "ja")[c % 3].split()
    found = correcting.preview_turn(
        session, name, turn.number, " ".join(words), "Joep" if c % 7 == 0 else None
    ).result()
    return session.append(found.change).result() if found.change else None


def correct_turns(session: Session, a: int, b: int, c: int) -> Id | None:
    """Part a turn in two, take one away, or put one in."""
    texts = [document for document in session.read.documents.all() if document.kind == "transcript" and document.turns]
    if not texts:
        return None
    name = texts[a % len(texts)].name
    lines = [(turn.speaker or "?", turn.text) for turn in session.read.documents.turns(name)]
    speaker, words = lines[b % len(lines)]
    half = len(words) // 2
    parted = [(speaker, words[:half].strip() or "ja"), ("Kim", words[half:].strip() or "nee")]
    lines[b % len(lines) : b % len(lines) + 1] = [parted, [(speaker, words), ("Kim", "Nou ja.")], []][c % 3]
    found = correcting.compared(session, name, talk(name, lines or [("Kim", "Niets.")]))
    return session.append(found.change).result() if found.change else None


def merge_codes(session: Session, a: int, b: int, c: int) -> Id | None:
    codes = [code for code in session.codebook.codes if not code.archived]
    if len(codes) < 2:
        return None
    first, second = codes[a % len(codes)], codes[b % len(codes)]
    if first == second or second.key in session.codebook.upwards(first):
        return None
    return merging.merge(session, merging.merge_preview(session, first.key, [second.key], bool(c % 2))).result()


def recode(session: Session, a: int, b: int, c: int) -> Id | None:
    there = list(session.read.codings.each())
    codes = [code for code in session.codebook.codes if not code.archived]
    if not there or not codes:
        return None
    some = {there[(a + n * b) % len(there)].id for n in range(1 + c % 3)}
    return recoding.recode(session, sorted(some), codes[b % len(codes)].key).result()


def refuse_suggestion(session: Session, a: int, b: int, c: int) -> Id | None:
    documents = [document for document in session.read.documents.all() if document.kind == "transcript"]
    if not documents or not session.codebook.codes:
        return None
    document, code = documents[a % len(documents)], session.codebook.codes[b % len(session.codebook.codes)]
    start = c % document.characters
    return session.append(
        SuggestionDecided(document.id, start, start + 1 + b % 9, code.id, session.coder, False, 0.5, [], "cues", "1")
    ).result()


DOINGS: tuple[Doing, ...] = (
    import_document, import_question, code_in_bulk, code_by_hand, code_by_hand, code_by_hand, remove, set_attributes,
    mark_done, add_memo, add_code, change_code, write_record, correct_text, correct_turns, merge_codes, recode,
    refuse_suggestion,
)  # fmt: skip
