"""Any bytes at all given to the readers of codebooks and codings: a whole list or a refusal in one sentence."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank import plugins
from codeerbank.domain.codebook import Codebook
from codeerbank.domain.ports import ImportOptions, NewCodings
from codeerbank.errors import ImportProblems
from tests.importers.test_any_bytes import EDITS, mutated

HEAD = 'schema = "codeerbank.codebook/1"\nkey = "x"\n'
VALID = {
    "codebook_toml": HEAD
    + '[[codes]]\nkey = "A"\nname = "é 🙂"\ncues = ["a"]\n[[codes]]\nkey = "B"\nparent = "A"\nname = "b"\n',
    "codebook_csv": 'sep=;\nkey;name;parent;definition;color\nA;een;;"wat;\nhet is";#e69f00\nB;twee;A;;\n',
    "codings_csv": 'document,start,stop,code,coder,attr.richting\ngesprek,0,7,A,anna,\ngesprek.txt,3,9,"B",,x\n',
}
PIECES = st.text(st.sampled_from('ab01;,\t"\n\r[]={}.-#é'), max_size=80)


def read(name: str, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        value = plugins.importers().working[name].read(path, ImportOptions()).value
    except ImportProblems as error:
        value, refused = None, error
    if value is None:
        assert refused.hint
        assert not {"\n", "\x1b"} & set("".join((refused.message, *refused.problems)))
    elif isinstance(value, Codebook):
        assert value.codes
        assert len({code.key for code in value.codes}) == len(value.codes)
        assert all(code.parent is None or value.get(code.parent) for code in value.codes)
    for columns in value.columns if isinstance(value, NewCodings) else ():
        assert all(0 <= start < stop for start, stop in zip(columns.starts, columns.stops, strict=True))
        assert max(columns.codes) < len(value.code_names)
        assert max(columns.coders) < len(value.coder_names)


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, more=PIECES)
def test_a_list_with_other_bytes_here_and_there(name: str, edits, more: str, tmp_path: Path) -> None:
    path = tmp_path / ("lijst" + plugins.importers().working[name].suffixes[0])
    read(name, path, mutated(VALID[name].encode(), edits))
    read(name, path, (VALID[name] + more).encode())
    read(name, path, more.encode() or b" ")


@pytest.mark.parametrize("name", VALID)
def test_the_lists_that_are_damaged_here_are_good_ones(name: str, tmp_path: Path) -> None:
    path = tmp_path / ("lijst" + plugins.importers().working[name].suffixes[0])
    path.write_text(VALID[name], encoding="utf-8")
    assert plugins.importers().working[name].read(path, ImportOptions()).value
