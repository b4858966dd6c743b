"""The program's own work, through the calls its commands make, each step in a process of its own.

python -m benchmarks.product documents|codings|transcripts|export|answers|survey CORPUS FOLDER
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.limits import WORD
from benchmarks.measure import cost, cost_after, peak_mb
from codeerbank.domain.ports import ImportOptions
from codeerbank.workbench import mixing
from codeerbank.workbench.code_tables import CodeChoices, code_table
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.intake import import_file, import_files
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.output import export
from codeerbank.workbench.session import Session, create_project, open_project

UNCODED, CODED, FULL = "uncoded.codeerbank", "coded.codeerbank", "full.codeerbank"


def documents(corpus: Path, folder: Path) -> dict[str, Any]:
    """Bring in the transcripts, each time in a new project; the last one stays."""
    number = count()
    paths = sorted((corpus / "docs").iterdir())

    def fresh() -> Session:
        session = create_project(folder / f"documents{next(number)}.codeerbank", "bench", "anna")
        import_file(session, corpus / "codebook.csv", "codebook")
        return session

    def bring(session: Session) -> int:
        import_files(session, paths, "transcript")
        turns = sum(document.turns for document in session.read.documents.all())
        session.close()
        return turns

    found = cost_after(fresh, bring)
    (folder / f"documents{next(number) - 1}.codeerbank").rename(folder / UNCODED)
    return {"documents": found}


def codings(corpus: Path, folder: Path) -> dict[str, Any]:
    """Bring in the codings, each time in a copy of the project with the transcripts; the last one stays."""
    number = count()

    def fresh() -> Session:
        path = folder / f"codings{next(number)}.codeerbank"
        shutil.copyfile(folder / UNCODED, path)
        session = open_project(path, "anna")
        add_memo(session, "project", "bench", "the first change of the day also makes the day's backup").result()
        return session

    def bring(session: Session) -> None:
        import_file(session, corpus / "codings.csv", "codings")
        session.close()

    found = cost_after(fresh, bring)
    found["mb"] = peak_mb()
    (folder / f"codings{next(number) - 1}.codeerbank").rename(folder / CODED)
    with open_project(folder / CODED, "anna", write=False) as session:
        found["result"] = sum(session.read.codings.counts().values())
    return {"codings": found}


def transcripts(_corpus: Path, folder: Path) -> dict[str, Any]:
    """Ask the project with the coded transcripts everything that limits.py asks its own tables."""
    with open_project(folder / CODED, "anna", write=False) as session:
        read = session.read
        return {
            "code x document": cost(lambda: mixing.crosstab(session, "codes", "document", "segments").json() and None),
            "search": cost(lambda: len(read.search.words(WORD, 50)), 25),
            "quotes": cost(lambda: len(read.quotes.of(WORD, 50)), 25),
            "all quotes": cost(lambda: len(read.quotes.of(WORD)), 9),
            "code x code": cost(lambda: code_table(session, "pairs", CodeChoices("turns")).json() and None, 3),
        }


def export_all(_corpus: Path, folder: Path) -> dict[str, Any]:
    """Write all codings as CSV, in a process of its own for its memory."""
    with open_project(folder / CODED, "anna", write=False) as session:
        found = cost(lambda: export(session, "codings", folder / "codings.csv").rows)
    return {"export": {**found, "mb": peak_mb()}}


def answers(corpus: Path, folder: Path) -> dict[str, Any]:
    """Bring in the survey, each time in a new project."""
    number = count()

    def fresh() -> Session:
        return create_project(folder / f"answers{next(number)}.codeerbank", "bench", "anna")

    def bring(session: Session) -> int:
        import_file(session, corpus / "survey.csv", "survey", ImportOptions(key="respondent_id", open=["antwoord"]))
        found = session.read.cases.count()
        session.close()
        return found

    return {"survey": cost_after(fresh, bring)}


def survey(corpus: Path, folder: Path) -> dict[str, Any]:
    """Add the survey and the codes on its answers; join the two, code by hand, and fold the whole log again."""
    shutil.copyfile(folder / CODED, folder / FULL)
    with open_project(folder / FULL, "anna") as session:
        import_file(session, corpus / "survey.csv", "survey", ImportOptions(key="respondent_id", open=["antwoord"]))
        import_file(session, corpus / "answer_codings.csv", "codings")
        document = next(iter(session.read.documents.names()))
        last = len(session.read.documents.text(document)) - 100
        places = count(100, 7)

        def gesture() -> None:
            start = next(places) % last
            apply_code(session, document, start, start + 60, WORD).result()

        def regions() -> int:
            found = mixing.crosstab(session, "codes", "regio", weight="weging").json()
            return sum(group["n_answers"] for group in found["groups"] if group["group"])

        gesture()
        return {
            "code x variable": cost(regions),
            "merge": cost(lambda: mixing.merge(session, "regio").json() and None),
            "side by side": cost(lambda: mixing.side_by_side(session, "regio").json() and None, 1),
            "gesture": cost(gesture, 60),
            "rebuild": cost(session.project.rebuild, 2),
        }


STEPS: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
    "documents": documents, "codings": codings, "transcripts": transcripts, "export": export_all, "answers": answers,
    "survey": survey,
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
