from pathlib import Path

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import CodebookProblems
from codeerbank.importers import codebook_csv, codebook_toml
from codeerbank.resources import folder

HEAD = 'schema = "codeerbank.codebook/1"\nkey = "proef"\nname = "Proef"\n'


def read(path: Path, importer=codebook_toml.IMPORTER) -> Codebook:
    value = importer.read(path, ImportOptions()).value
    assert isinstance(value, Codebook)
    return value


def test_a_codebook_keeps_everything_that_is_in_it(file) -> None:
    text = HEAD + (
        'note = "Waarvoor"\n[[rules]]\nkey = "unit"\ntext = "Een zin."\n'
        '[[attributes]]\nkey = "direction"\nname = "richting"\nvalues = [{key = "helps", name = "kans"}]\ndefault = "helps"\n'
        '[[codes]]\nkey = "A"\nname = "Thema"\n'
        '[[codes]]\nkey = "A1"\nparent = "A"\nname = "code"\ncues = ["weten hoe"]\nexclude = [{text = "x", code = "A2"}]\nrest = true\n'
        '[[codes]]\nkey = "A2"\nparent = "A"\nname = "ander"\ncolor = "#e69f00"\n'
    )
    book = read(file("proef.toml", text))
    assert (book.key, book.note, book.rules[0]["text"], book.attributes[0].default) == (
        "proef",
        "Waarvoor",
        "Een zin.",
        "helps",
    )
    assert [(code.key, code.parent, code.rest) for code in book.codes] == [
        ("A", None, False),
        ("A1", "A", True),
        ("A2", "A", False),
    ]
    assert book.codes[1].exclude[0]["code"] == "A2"


def test_without_attributes_a_codebook_has_the_direction(file) -> None:
    assert [a.key for a in read(file("x.toml", HEAD + '[[codes]]\nkey = "A"\nname = "a"\n')).attributes] == [
        "direction"
    ]


def test_the_codebook_of_the_practice_study_comes_in() -> None:
    book = read(folder("codebooks") / "kunnen-willen-mogen.toml")
    assert {"K1.1", "W2.4", "M2.1"} <= {code.key for code in book.codes}


def test_all_problems_are_named_with_the_line_of_their_code(file, problems) -> None:
    text = HEAD + (
        '[[codes]]\nkey = "A B"\nname = "een"\n\n[[codes]]\nkey = "C"\nname = "twee"\nparent = "D"\n'
        '\n[[codes]]\nkey = "D"\nname = "drie"\ncolor = "rood"\n[[codes]]\nkey = "C"\nname = "vier"\nparent = "weg"\n'
    )
    error = problems(codebook_toml.IMPORTER, file("x.toml", text))
    assert isinstance(error, CodebookProblems)
    assert [line.split(":")[0] for line in error.problems] == ["line 4", "line 8", "line 13", "line 17", "line 17"]


def test_unknown_fields_and_wrong_kinds_of_values_are_named(file, problems) -> None:
    text = HEAD + (
        'naam = "x"\nlanguage = "fr"\n[[codes]]\nname = "een"\ncolour = "#fff"\ninclude = "x"\nlinks = [{vraag = "x"}]\n'
        '[[attributes]]\nkey = "a"\nname = "b"\nchoice = "some"\ndefault = "c"\n'
    )
    error = problems(codebook_toml.IMPORTER, file("x.toml", text))
    told = "\n".join(error.problems)
    assert all(
        word in told for word in ("naam", "language", "key", "“color”", "include", "vraag", "item", "choice", "“c”")
    )


def test_text_that_is_no_toml_is_refused_at_its_line(file, problems) -> None:
    error = problems(codebook_toml.IMPORTER, file("x.toml", HEAD + "[[codes]]\nkey = A\n"))
    assert "line 5" in error.message
    problems(codebook_toml.IMPORTER, file("x.toml", "a = " + "[" * 100_000))
    problems(codebook_toml.IMPORTER, file("x.toml", 'schema = "iets-anders/1"\n'))
    problems(codebook_toml.IMPORTER, file("x.toml", HEAD))


def test_a_parent_without_a_row_of_its_own_becomes_a_theme(file) -> None:
    text = "code,parent,description\nsport,vrije tijd,Bewegen\nmuziek,vrije tijd,Spelen\ngeld,,Munten\n"
    book = read(file("boek.csv", text), codebook_csv.IMPORTER)
    assert [(c.key, c.name, c.parent) for c in book.codes] == [
        ("vrije-tijd", "vrije tijd", None),
        ("sport", "sport", "vrije-tijd"),
        ("muziek", "muziek", "vrije-tijd"),
        ("geld", "geld", None),
    ]
    assert book.codes[1].definition == "Bewegen"


def test_parents_may_be_named_by_key_or_name_and_stand_below_their_children(file) -> None:
    text = "key;name;parent;definition\nK1.1;weten hoe;Bekwaam;Kennis\nK1;Bekwaam;K;\nK;Kunnen;;\n"
    book = read(file("boek.csv", text), codebook_csv.IMPORTER)
    assert [(c.key, c.parent) for c in book.codes] == [("K", None), ("K1", "K"), ("K1.1", "K1")]


def test_double_codes_and_loops_are_refused(file, problems) -> None:
    double = problems(codebook_csv.IMPORTER, file("x.csv", "code,parent\na,\nb,\na,b\n,a\n"))
    assert [line.split(":")[0] for line in double.problems] == ["line 4", "line 5"]
    assert "“a”" in problems(codebook_csv.IMPORTER, file("x.csv", "code,parent\na,a\n")).message
    assert "“c”" in problems(codebook_csv.IMPORTER, file("x.csv", "code,parent\na,b\nb,c\nc,a\n")).message
    assert "“code”" in problems(codebook_csv.IMPORTER, file("x.csv", "kleur,smaak\na,b\n")).message
