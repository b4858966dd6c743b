"""SPSS files: whole ones in which bytes are changed."""

from __future__ import annotations

import struct
import tempfile
from functools import cache
from pathlib import Path

from tests.importers.bad_inputs.case import BadInput, accepted, rejected


@cache
def _sav(rows: int = 3) -> bytes:
    import pandas
    import pyreadstat

    keys = ["007", "7", "NA", *map(str, range(100, 97 + rows))][:rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "e.sav"
        frame = pandas.DataFrame(
            {"nr": keys, "a": [1.0, 2.0, 3.0][:rows], "toelichting": ["één", "twee", "drie"][:rows]}
        )
        pyreadstat.write_sav(frame, path, variable_value_labels={"a": {1.0: "ja"}})
        return path.read_bytes()


def _header(at: int, number: int) -> bytes:
    """Change one of the whole numbers in the header: 68 columns, 80 rows."""
    return _sav()[:at] + struct.pack("<i", number) + _sav()[at + 4 :]


def _latin() -> bytes:
    """Have the words in another character set than the file says."""
    return _sav().replace("één".encode(), b"\xe9\xe9n  ")


CASES: list[BadInput] = [
    accepted("goed.sav", "keys stay text", _sav, "007"),
    rejected("kop.sav", "a header of nothing", lambda: b"$FL2" + bytes(300), "SPSS"),
    rejected("merk.sav", "no mark", lambda: b"$XX2" + _sav()[4:], "SPSS"),
    rejected("half.sav", "cut in its data", lambda: _sav()[:-40], "SPSS"),
    rejected("begin.sav", "cut in its header", lambda: _sav()[:100], "SPSS"),
    rejected("tekst.sav", "a CSV under SPSS's name", lambda: "nr;a\n1;2\n", "SPSS"),
    accepted("rijen.sav", "two billion rows declared", lambda: _header(80, 2**31 - 1), "007"),
    rejected("letters.sav", "words in another character set", _latin, "--encoding"),
    rejected("nul.sav", "zeros from the dictionary on", lambda: _sav()[:176] + bytes(len(_sav()) - 176), "SPSS"),
    accepted("kolommen.sav", "ten million columns declared", lambda: _header(68, 10_000_000), "007"),
    rejected("zonder.sav", "no respondents", lambda: _sav(0), "geen gegevens"),
]
