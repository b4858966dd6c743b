import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable
from codeerbank.importers.survey_csv import IMPORTER

VALUE, NOT_CHOSEN, NO_ANSWER, NOT_ASKED = AnswerState

CELL = st.text(alphabet='ab;,"\n\r é', max_size=8)


def read(path, **options) -> NewSurvey:
    value = IMPORTER.read(path, ImportOptions(**options)).value
    assert isinstance(value, NewSurvey)
    return value


def variable(survey: NewSurvey, name: str) -> NewVariable:
    return next(v for v in survey.variables if v.name == name)


def column(file, *cells: str, name: str = "x") -> NewVariable:
    rows = "".join(f"{i};{cell}\n" for i, cell in enumerate(cells))
    return variable(read(file("enquete.csv", f"nr;{name}\n{rows}")), name)


@pytest.mark.parametrize(
    "content",
    [
        "nr;groep;cijfer\n007;jongere;7,5\n7;ouder;8\n",
        "sep=;\r\nnr;groep;cijfer\r\n007;jongere;7,5\r\n7;ouder;8\r\n",
        'nr,groep,cijfer\n007,jongere,"7,5"\n7,ouder,8\n',
        "nr\tgroep\tcijfer\n007\tjongere\t7,5\n7\touder\t8\n",
        "sep=,\nnr,groep,cijfer\n007,jongere,7.5\n7,ouder,8\n",
        "nr;groep;cijfer\n007;jongere;7,5\n\n7;ouder;8\n;;\n",
        '"nr";"groep";"cijfer";\n"007";"jongere";"7,5";\n"7";"ouder";"8";\n',
    ],
)
def test_the_same_table_comes_out_of_every_dialect(file, content) -> None:
    survey = read(file("enquete.csv", content))
    assert survey.cases == ["007", "7"]
    assert survey.groups == ["jongere", "ouder"]
    assert variable(survey, "cijfer").values == ["7.5", "8"]
    assert variable(survey, "cijfer").level == "scale"
    assert variable(survey, "groep").values == ["jongere", "ouder"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), delimiter=st.sampled_from(";,\t"))
def test_answers_come_out_as_they_were_typed(tmp_path, rows, delimiter) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["nr", "a", "b"])
    writer.writerows([str(i), a, b] for i, (a, b) in enumerate(rows))
    path = tmp_path / "enquete.csv"
    path.write_bytes(out.getvalue().encode())
    survey = read(path, open=("a", "b"))
    for place, name in enumerate(("a", "b")):
        wanted = [row[place].replace("\r\n", "\n").replace("\r", "\n") for row in rows]
        assert list(survey.open[name].answers) == [words if words.strip() else "" for words in wanted]
        assert survey.open[name].states == [VALUE if words.strip() else NO_ANSWER for words in wanted]


def test_words_that_other_programs_take_for_missing_stay_words(file) -> None:
    assert column(file, "NA", "null", "nan").values == ["NA", "null", "nan"]


def test_a_blank_beside_no_answer_codes_was_not_asked(file) -> None:
    survey = read(file("enquete.csv", "nr;a;b\n1;-9;2\n2;3;\n3;-99;1\n"))
    assert variable(survey, "a").states == [NO_ANSWER, VALUE, NO_ANSWER]
    assert variable(survey, "a").values == [None, "3", None]
    assert variable(survey, "b").states == [VALUE, NOT_ASKED, VALUE]
    assert any("not asked" in note for note in survey.notes)


def test_a_blank_without_such_codes_was_asked_and_left_open(file) -> None:
    survey = read(file("enquete.csv", "nr;a\n1;2\n2;\n"))
    assert variable(survey, "a").states == [VALUE, NO_ANSWER]
    assert any("no answer" in note for note in survey.notes)


def test_an_empty_open_question_was_asked(file) -> None:
    survey = read(file("enquete.csv", "nr;a;waarom\n1;-9;\n2;3;geen tijd genoeg\n"), open=("waarom",))
    assert survey.open["waarom"].states == [NO_ANSWER, VALUE]
    assert survey.open["waarom"].answers == ["", "geen tijd genoeg"]


def test_ticks_under_one_name_are_one_question(file) -> None:
    survey = read(file("enquete.csv", "nr;steun_oor;steun_hulp;los_ding;jaar\n1;1;0;1;0\n2;0;-9;0;1\n3;;;1;1\n"))
    ear, help_ = variable(survey, "steun_oor"), variable(survey, "steun_hulp")
    assert (ear.level, ear.member, ear.label) == ("multiple", "steun", "oor")
    assert ear.states == [VALUE, NOT_CHOSEN, NOT_ASKED]
    assert ear.values == ["1", None, None]
    assert help_.states == [NOT_CHOSEN, NO_ANSWER, NOT_ASKED]
    assert variable(survey, "los_ding").member is None
    assert variable(survey, "jaar").level == "nominal"


def test_a_set_that_only_writes_its_ticks_has_unticked_options_where_one_was_ticked(file) -> None:
    survey = read(file("enquete.csv", "nr;Hoe? [bellen];Hoe? [appen]\n1;1;\n2;1;1\n3;;\n"))
    assert [v.label for v in survey.variables] == ["bellen", "appen"]
    assert {v.member for v in survey.variables} == {"Hoe?"}
    assert [v.states for v in survey.variables] == [[VALUE, VALUE, NO_ANSWER], [NOT_CHOSEN, VALUE, NO_ANSWER]]


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        (["1", "5", "3"], "ordinal"),
        (["1", "10", "7"], "ordinal"),
        (["0", "1"], "nominal"),
        (["1", "2"], "nominal"),
        (["1.0234", "0,98"], "scale"),
        ([str(n) for n in range(16, 30)], "scale"),
        (["11", "23", "40"], "nominal"),
        (["ja", "nee"], "nominal"),
        (["0123", "0456"], "nominal"),
        (["3.0", "4.0", "5.0"], "ordinal"),
    ],
)
def test_the_level_follows_from_the_answers(file, cells, level) -> None:
    assert column(file, *cells).level == level


def test_ages_of_few_people_are_still_a_scale(file) -> None:
    assert column(file, "16", "19", "21", name="leeftijd").level == "scale"


def test_numbers_get_a_dot_and_dates_their_iso_form(file) -> None:
    assert column(file, "1,5", "2").values == ["1.5", "2"]
    assert column(file, "3.0", "4.0").values == ["3", "4"]
    assert column(file, "03-04-2024", "31-12-2024").values == ["2024-04-03", "2024-12-31"]
    assert column(file, "2024/4/3 9:05").values == ["2024-04-03T9:05"]
    assert column(file, "04/30/2024", "04/03/2024").values == ["2024-04-30", "2024-04-03"]
    assert column(file, "30/02/2024", "04/03/2024").values == ["30/02/2024", "04/03/2024"]
    assert column(file, "3-4-2024", "later").values == ["3-4-2024", "later"]


def test_columns_with_sentences_are_open_questions_and_the_report_says_so(file) -> None:
    rows = "".join(f"{i};{i % 3};Dat is antwoord nummer {i}.;Utrecht\n" for i in range(9))
    survey = read(file("enquete.csv", "nr;a;waarom;plaats\n" + rows))
    assert list(survey.open) == ["waarom"]
    assert any("waarom" in note for note in survey.notes)


def test_personal_columns_stay_behind_unless_asked_for(file) -> None:
    path = file("enquete.csv", "nr;Naam;E-mail;IP-adres;LocationLatitude;cijfer\n1;Anna;a@b.nl;1.2.3.4;52,1;7\n")
    survey = read(path)
    assert [v.name for v in survey.variables] == ["cijfer"]
    assert any("E-mail" in note for note in survey.notes)
    assert read(path, key="Naam").cases == ["Anna"]


def test_double_and_missing_keys_are_refused_with_their_lines(file, problems) -> None:
    error = problems(IMPORTER, file("enquete.csv", 'nr;a\n1;x\n2;"twee\nregels"\n1;y\n;z\n'))
    assert any("1" in line and "2, 5" in line for line in error.problems)
    assert any(line.startswith("line 6") for line in error.problems)
    assert len(error.problems) == 2


def test_a_table_without_a_key_column_is_refused_until_it_is_named(file, problems) -> None:
    path = file("enquete.csv", "kleur;soort\nrood;a\nblauw;b\n")
    assert "kleur" in problems(IMPORTER, path).message
    assert read(path, key="Kleur").cases == ["rood", "blauw"]
    assert "kleur" in problems(IMPORTER, path, key="kleuren").message
    assert len(problems(IMPORTER, path, key="kleur", open=("x", "y"), group="z").problems) == 3


def test_a_quotation_mark_left_open_is_refused_where_it_stands(file, problems) -> None:
    error = problems(IMPORTER, file("enquete.csv", 'nr;a\n1;goed\n2;"open\n3;weg\n4;weg\n'))
    assert "line 3" in error.message


def test_rows_of_another_width_are_refused_with_their_lines(file, problems) -> None:
    error = problems(IMPORTER, file("enquete.csv", 'nr;a;b\n1;"x\ny";z\n2;x\n3;x;y;z\n4;x;y\n'))
    assert [line.split(":")[0] for line in error.problems] == ["line 4", "line 5"]


def test_of_very_many_problems_the_first_are_shown_and_the_rest_counted(file, problems) -> None:
    error = problems(IMPORTER, file("enquete.csv", "nr;a\n" + "1\n" * 80))
    assert len(error.problems) == 51
    assert "30" in error.problems[-1]


def test_an_answer_may_be_longer_than_the_csv_module_likes(file) -> None:
    long = "woord " * 30_000
    assert read(file("enquete.csv", f'nr;a\n1;"{long}"\n'), open=("a",)).open["a"].answers == [long]
    assert csv.field_size_limit() == 131_072


def test_three_header_rows_of_qualtrics_are_one_header(file) -> None:
    content = (
        'ResponseId,IPAddress,Q1,Q2_1,Q2_2\n"Response ID","IP Address","Hoe oud?","Bellen","Appen"\n'
        '"{""ImportId"":""_recordId""}","{""ImportId"":""ip""}","{""ImportId"":""QID1""}","{""ImportId"":""a""}","{""ImportId"":""b""}"\n'
        "R_1,1.2.3.4,19,1,\n"
    )
    survey = read(file("enquete.csv", content))
    assert survey.cases == ["R_1"]
    assert [(v.name, v.label) for v in survey.variables] == [("Q1", "Hoe oud?"), ("Q2_1", "Bellen"), ("Q2_2", "Appen")]
    assert "2" in survey.notes[0]


def test_whole_questions_as_headers_get_a_short_name_and_stay_as_label(file) -> None:
    question = "Wat vind je  ervan <b>echt</b> &amp; helemaal?\t" + "Leg uit. " * 20
    survey = read(
        file("enquete.csv", f'Respons ID;"{question}";Q03. {"Nog een lange vraag " * 5};leeg;leeg;\n1;2;3;4;5;\n')
    )
    assert [v.name for v in survey.variables] == ["v2", "Q03", "leeg", "leeg (2)"]
    assert survey.variables[0].label.startswith("Wat vind je ervan echt & helemaal? Leg uit.")


def test_several_answers_in_one_cell_are_a_multiple_response_question_unless_refused(file) -> None:
    cells = ["school|werk|", "werk|vrije tijd|", "", "school|werk|vrije tijd|", "werk|school|", "school|vrije tijd|"]
    path = file("enquete.csv", "nr;plek\n" + "".join(f"{i};{cell}\n" for i, cell in enumerate(cells)))
    survey = read(path)
    assert [(v.name, v.label, v.level, v.member) for v in survey.variables] == [
        ("plek_1", "school", "multiple", "plek"),
        ("plek_2", "werk", "multiple", "plek"),
        ("plek_3", "vrije tijd", "multiple", "plek"),
    ]
    assert list(survey.variables[0].states) == [VALUE, NOT_CHOSEN, NO_ANSWER, VALUE, VALUE, VALUE]
    assert any("plek (3)" in note and "--closed" in note for note in survey.notes)
    (whole,) = read(path, closed=("plek",)).variables
    assert (whole.name, whole.level) == ("plek", "nominal")
