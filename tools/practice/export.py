"""The practice survey as files: the same bytes each time, whatever the clock says."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from practice.draw import NO_ANSWER
from practice.questionnaire import Question, Row

STAMP = datetime(2025, 2, 17, 9, 0, 0)
SAV_CLOCK = slice(92, 109)  # creation date (9) and time (8) in the header of a .sav file
SAV_STAMP = b"17 Feb 2509:00:00"
WIDTHS = {"text": 60, "scale": 12}


def write_csv(path: Path, questions: Sequence[Question], rows: Iterable[Row], encoding: str) -> None:
    """Write as Dutch Excel does: semicolons, decimal commas, dd-mm-yyyy, CR LF."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow([q.name for q in questions])
    writer.writerows([_dutch(row.get(q.name)) for q in questions] for row in rows)
    path.write_bytes(page.getvalue().encode(encoding))


def _dutch(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def write_xlsx(path: Path, questions: Sequence[Question], rows: Iterable[Row], group: str) -> None:
    """Write a workbook: the answers, and a sheet that says what the columns mean."""
    from openpyxl import Workbook

    book = Workbook()
    answers = book.active
    answers.title = "antwoorden"
    answers.append([q.name for q in questions])
    for row in rows:
        answers.append([row[q.name] for q in questions])
    answers.freeze_panes = "B2"
    for cells in answers.iter_rows(min_row=2):
        for cell in cells:
            if cell.is_date:
                cell.number_format = "dd-mm-yyyy"
    meaning = book.create_sheet("vragen")
    meaning.append(["kolom", "vraag", "waarden"])
    for q in questions:
        values = "; ".join(f"{value} = {label}" for value, label in q.labels.items())
        meaning.append([q.name, q.text[group], values])
    page = io.BytesIO()
    book.save(page)
    path.write_bytes(_without_clock(page.getvalue()))


def _without_clock(workbook: bytes) -> bytes:
    """Store the parts uncompressed under one date, so that no zip library or clock shows in the file."""
    stamp = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    page = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(page, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, part)
            new.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), part)
    return page.getvalue()


def write_sav(path: Path, questions: Sequence[Question], rows: Sequence[Row], group: str) -> None:
    """Write for SPSS: labels, levels and -9 as user missing; what was not asked is system missing."""
    import pandas as pd
    import pyreadstat

    numeric = [q for q in questions if _is_numeric(q)]
    frame = pd.DataFrame({q.name: [row[q.name] for row in rows] for q in questions})
    for q in numeric:
        frame[q.name] = frame[q.name].astype("float64")
    labelled = {q.name: {float(value): label for value, label in q.labels.items()} for q in numeric if q.labels}
    pyreadstat.write_sav(
        frame,
        path,
        file_label="OEFENDATA enquete steunfiguren",
        column_labels={q.name: q.text[group] for q in questions},
        variable_value_labels={
            name: {**labels, float(NO_ANSWER): "geen antwoord"} for name, labels in labelled.items()
        },
        missing_ranges={q.name: [NO_ANSWER] for q in numeric if q.name != "duur_minuten"},
        variable_measure={q.name: q.measure for q in questions},
        variable_format={q.name: _format(q) for q in questions if q.level != "text" and (q in numeric or _is_date(q))},
        variable_display_width={q.name: WIDTHS.get(q.level, 8) for q in questions},
    )
    content = bytearray(path.read_bytes())
    content[SAV_CLOCK] = SAV_STAMP
    path.write_bytes(content)


def _is_date(q: Question) -> bool:
    return q.name == "datum"


def _is_numeric(q: Question) -> bool:
    return q.level != "text" and q.name not in ("respondent", "groep", "datum")


def _format(q: Question) -> str:
    if _is_date(q):
        return "EDATE10"
    return "F5.1" if q.name == "duur_minuten" else "F2.0"
