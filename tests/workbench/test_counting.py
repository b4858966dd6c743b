"""What the store hands out to be counted gives what the rule says, on whatever project the verbs can make."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CodeCounts
from codeerbank.domain.ports import ImportOptions
from codeerbank.mixed.coded_persons import CodedPersons
from codeerbank.mixed.hearing import hear
from codeerbank.mixed.joint.side_by_side import QUOTE_LENGTH
from codeerbank.mixed.quantitize import together
from codeerbank.mixed.tally import Group
from codeerbank.mixed.weights import Weights
from codeerbank.workbench.code_columns import code_columns
from codeerbank.workbench.coding import apply_code, mark_done
from codeerbank.workbench.grouping import Groups, groups_by
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake import describe_speaker, import_file
from codeerbank.workbench.session import Session, create_project
from codeerbank.workbench.showing import proposed_quotes, quotes_by_code
from codeerbank.workbench.strands import ALL_KINDS, CONVERSATIONS, code_counts, code_counts_by_document
from tests.mixed.definition import GroupOf, by_definition

BOOK = Codebook.from_records(
    [
        {"key": "K", "name": "Kunnen"},
        {"key": "K1", "name": "weten hoe", "parent": "K"},
        {"key": "K1.1", "name": "stappen", "parent": "K1"},
        {"key": "M", "name": "Mogen"},
        {"key": "M1", "name": "privacy", "parent": "M"},
    ]
)
SURVEY = "respondent;groep;uitleg\nR1;ouder;Ik weet niet hoe dat moet.\nR2;jongere;Dat mag niet.\nR3;;Geen idee.\nO1;ouder;\n"
WORDS = ["Ja.", "Dat weet ik niet zo goed.", "Mijn tante mag niets weten van de regels."]
SPOKEN = st.lists(
    st.tuples(st.sampled_from(["INT", "O1", "J1", "J2", ""]), st.sampled_from(WORDS)), min_size=1, max_size=7
)
DOCUMENTS, CODERS = st.sampled_from(["uitleg", "een", "twee"]), st.sampled_from(["anna", "bram"])
CODINGS = st.lists(
    st.tuples(
        DOCUMENTS, st.integers(0, 90), st.integers(1, 60), st.sampled_from([code.key for code in BOOK.codes]), CODERS
    ),
    max_size=14,
)  # fmt: skip
READ = st.lists(st.tuples(DOCUMENTS, st.integers(1, 8), CODERS), max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPOKEN, SPOKEN, CODINGS, READ, st.booleans())
def test_a_project_is_counted_as_the_rule_says(one: list, two: list, codings: list, read: list, regret: bool) -> None:
    with TemporaryDirectory() as folder, _project(Path(folder), {"een": one, "twee": two}) as session:
        for document, start, length, code, coder in codings:
            stop = min(start + length, len(session.read.documents.text(document)))
            if start < stop and not (
                document == "uitleg" and session.read.documents.crosses_turns(document, start, stop)
            ):
                apply_code(session, document, start, stop, code, coder=coder).result()
        for document, turn, coder in read:
            if turn <= session.read.documents.named(document).turns:
                mark_done(session, document, [turn], coder=coder).result()
        if regret and codings:
            undo(session).result()
        groups = groups_by(session, "groep")
        for coder in (None, "anna", "nobody"):
            _same(code_counts(session, groups, coder), session, lambda turn: groups.by_name.get(turn.case or ""), coder)
            _same(code_counts(session, None, coder), session, lambda _turn: None, coder)
            _same(code_counts_by_document(session, coder), session, lambda turn: turn.document, coder)
            _short_way_agrees(session, groups, coder)
        _persons_agree(session)
        _quotes_agree(session, groups)


def _project(folder: Path, talks: dict[str, list[tuple[str, str]]]) -> Session:
    (folder / "enquete.csv").write_text(SURVEY, encoding="utf-8")
    session = create_project(folder / "p.codeerbank", coder="anna", codebook=BOOK)
    import_file(session, folder / "enquete.csv", "survey", ImportOptions(key="respondent", open=("uitleg",)))
    for name, talk in talks.items():
        said = "\n\n".join(f"{who}: {words}" if who else words for who, words in talk)
        (folder / f"{name}.txt").write_text(f"INT: Welkom.\n\nO1: Dag.\n\nJ1: Hoi.\n\n{said}\n", encoding="utf-8")
        import_file(session, folder / f"{name}.txt", "transcript", ImportOptions(again=True))
        describe_speaker(session, name, "INT", "moderator")
    return session


def _same(found: CodeCounts, session: Session, group_of: GroupOf, coder: str | None) -> None:
    turns = [turn for name in session.read.documents.names() for turn in session.read.documents.each_turn(name)]
    wanted = list(by_definition(session.codebook, turns, session.read.codings.each(), group_of, coder))
    assert {(one.code, one.group) for one in wanted} <= found.counts.keys()
    for one in wanted:
        assert found.of(one.code, one.group) == one


def _short_way_agrees(session: Session, groups: Groups, coder: str | None) -> None:
    """Who carries which codes is the same person by person whether each stretch was gone through or SQL was asked."""
    keys, read = session.read.about.code_keys(), session.read.counts
    weights = Weights("w", {"R1": 0.7, "R2": 1.9, "O1": 0.1})
    for kinds in (ALL_KINDS, CONVERSATIONS):
        heard = hear(session.codebook, read.texts(kinds, coder), keys, together).groups.get(None, Group()).persons
        met = CodedPersons.met(session.codebook, read.people(kinds, coder), keys)
        one_by_one = [(name, unit.case, unit.read, unit.codes) for name, unit in heard.items()]
        assert [(name, one.case, one.read, one.codes) for name, one in met.persons.items()] == one_by_one
        if not weights.of.keys() & heard.keys():
            continue
        long = code_counts(session, groups, coder, kinds=kinds, weights=weights)
        short = met.counts(groups.by_name, groups.order, weights, coder)
        for (code, group), count in short.counts.items():
            wanted = long.of(code, group)
            assert (count.persons, count.weighted) == (wanted.persons, wanted.weighted or count.weighted)


def _persons_agree(session: Session) -> None:
    counts = code_counts(session, None, None)
    for column in code_columns(session, [], ALL_KINDS):
        states = [known.state(column.code.key) for known in column.people.values()]
        part = counts.of(column.code.key, None).persons
        assert (states.count(1), states.count(0), states.count(None)) == (part.n, part.base - part.n, part.not_yet)


def _quotes_agree(session: Session, groups: Groups) -> None:
    """What is proposed without reading every fragment is what the rule chooses from all of them."""
    proposed = proposed_quotes(session, groups, {}, "team")
    every = quotes_by_code(session, groups, {}, "team")
    assert proposed.keys() == every.keys()
    for code, quotes in every.items():
        perspectives = dict.fromkeys(quote.group for quote in quotes)
        assert [quote.group for quote in proposed[code]] == list(perspectives)
        for chosen in proposed[code]:
            own = [quote for quote in quotes if quote.group == chosen.group]
            assert chosen == min(own, key=lambda one: (one.names_somebody, abs(len(one.text) - QUOTE_LENGTH)))
