import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank.domain.ports import CodingColumns, ImportOptions, NewCodings
from codeerbank.importers.codings_csv import IMPORTER

NAMES = st.text(alphabet="ab é.", min_size=1, max_size=4).map(lambda s: f"x{s.strip()}x")
ROW = st.tuples(NAMES, st.integers(0, 9), st.integers(10, 99), NAMES, NAMES, st.sampled_from(["helps", "", "a\nb"]))
Flat = tuple[str, int, int, str, str, str, int]


def read(path) -> NewCodings:
    value = IMPORTER.read(path, ImportOptions()).value
    assert isinstance(value, NewCodings)
    return value


def flat(codings: NewCodings) -> list[Flat]:
    """Give all rows in the order of the file."""
    rows = []
    for c in codings.columns:
        values = c.attributes.get("direction") or [""] * len(c.starts)
        for a, b, code, coder, line, value in zip(c.starts, c.stops, c.codes, c.coders, c.lines, values, strict=True):
            rows.append((c.target, a, b, codings.code_names[code], codings.coder_names[coder], value, line))
    return sorted(rows, key=lambda row: row[-1])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(ROW, min_size=1, max_size=30))
def test_every_row_comes_back_with_its_line(tmp_path, rows) -> None:
    text, lines, line = "document,start,stop,code,coder,attr.direction\n", [], 2
    for document, start, stop, code, coder, value in rows:
        text += f'{document},{start},{stop},{code},{coder},"{value}"\n'
        lines.append(line)
        line += 1 + value.count("\n")
    path = tmp_path / "codings.csv"
    path.write_text(text, encoding="utf-8", newline="")
    codings = read(path)
    assert flat(codings) == [(*row, line) for row, line in zip(rows, lines, strict=True)]
    assert len({columns.target for columns in codings.columns}) == len(codings.columns)


@pytest.mark.parametrize(
    "text",
    [
        "document,start,stop,code,coder\nfg_1,3,9,K1.1,anna\n",
        "doc,start,end,code,coder\nfg_1.txt,3,9,K1.1,anna\n",
        "Document; Start ;Stop;Code;Coder\nfg_1; 3 ;9;K1.1;anna \n",
        "sep=;\ncode;coder;stop;start;document\nK1.1;anna;9;3;fg_1\n",
    ],
)
def test_columns_may_have_other_names_and_another_order(file, text) -> None:
    assert [row[:-1] for row in flat(read(file("codings.csv", text)))] == [("fg_1", 3, 9, "K1.1", "anna", "")]


def test_a_document_with_and_without_its_suffix_is_one(file) -> None:
    codings = read(file("c.csv", "document,start,stop,code\na.txt,1,2,x\na,3,4,x\nb.v2,1,2,x\nb.DOCX,1,2,x\n"))
    assert [columns.target for columns in codings.columns] == ["a", "b.v2", "b"]
    assert list(codings.columns[0].starts) == [1, 3]


def test_without_coders_the_codings_are_of_whoever_brings_them_in(file) -> None:
    assert read(file("c.csv", "document,start,stop,code\na,1,2,x\n")).coder_names == ("",)


def answers(text: str, file) -> tuple[NewCodings, list[CodingColumns]]:
    codings = read(file("c.csv", text))
    return codings, list(codings.columns)


def test_codings_of_answers_are_grouped_by_question(file) -> None:
    text = "respondent,question,start,stop,code,coder\nR1,waarom,0,4,x,anna\nR2,hoe,,,y,anna\nR3,waarom,,,y,bram\n"
    codings, columns = answers(text, file)
    assert [(c.target, c.is_question, c.respondents, list(c.starts), list(c.stops)) for c in columns] == [
        ("waarom", True, ["R1", "R3"], [0, -1], [4, -1]),
        ("hoe", True, ["R2"], [-1], [-1]),
    ]
    assert codings.code_names == ("x", "y")


def test_without_places_and_question_the_whole_answer_to_the_only_question_is_meant(file) -> None:
    _codings, columns = answers("respondent_id,code,coder\n007,x,anna\n7,x,anna\n", file)
    assert [(c.target, c.respondents, list(c.starts)) for c in columns] == [("", ["007", "7"], [-1, -1])]


def test_rows_that_cannot_be_right_are_named_with_their_lines(file, problems) -> None:
    wrong = ["a,een,2,x", "a,5,5,x", "a,-1,2,x", "a,1", ",1,2,x", "a,1,2,", "a,,,x", "a,1,99999999999999999999,x"]
    text = "\n".join(["document,start,stop,code", "a,1,2,x", *wrong, "a,1,2,x"])
    error = problems(IMPORTER, file("c.csv", text))
    assert sorted(line.split(":")[0] for line in error.problems) == sorted(
        ["line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 10"]
    )


def test_missing_columns_are_named(file, problems) -> None:
    error = problems(IMPORTER, file("c.csv", "document,begin,wat\na,1,2\n"))
    assert len(error.problems) == 2
    assert "code" in error.problems[0]
    assert "stop" in error.problems[1]


def test_an_open_quotation_mark_is_refused(file, problems) -> None:
    error = problems(IMPORTER, file("c.csv", 'document,start,stop,code\na,1,2,x\nb,1,2,"y\n'))
    assert "line 3" in error.message


def test_many_rows_over_several_blocks_keep_their_order(file) -> None:
    rows = [(f"d{i % 7}", i, i + 1) for i in range(10_000)]
    codings = read(file("c.csv", "document,start,stop,code\n" + "".join(f"{d},{a},{b},k\n" for d, a, b in rows)))
    assert [(d, a, b) for d, a, b, *_rest in flat(codings)] == rows


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("document,start,stop,code,coder", True),
        ("doc;start;end;code;coder", True),
        ("respondent_id,code,coder", True),
        ("nr;groep;cijfer;code", False),
        ("code,parent,description", False),
    ],
)
def test_codings_are_told_from_other_tables_by_their_header(tmp_path, header, known) -> None:
    assert (IMPORTER.recognises(tmp_path / "x.csv", header.encode()) > 0.5) is known
