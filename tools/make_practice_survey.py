#!/usr/bin/env python3
"""Make the practice survey: three questionnaires and the stacked file, the same bytes each time.

    python tools/make_practice_survey.py [--out DIR]        (default: transcripts/)

The published counts come out exactly wherever they are possible; docs/method/oefenenquete.md says where they are not.
Everybody and every answer is invented.
"""

import argparse
import tomllib
from pathlib import Path
from random import Random

from practice.export import write_csv, write_sav, write_xlsx
from practice.families import parents, young_people
from practice.professionals import professionals
from practice.questionnaire import Questionnaire, Row, read_questionnaire

HERE = Path(__file__).resolve().parent
TRANSCRIPTS = HERE.parent / "transcripts"
SEED = 20250108  # with this one no view on upbringing follows how often somebody works with a supporter (tau below 0.1)
EXCEL_UTF8 = "utf-8-sig"


def draw_respondents(questionnaire: Questionnaire) -> dict[str, list[Row]]:
    """Draw everybody, each group from its own chance stream so that one does not move the other."""
    margins = tomllib.loads((HERE / "practice" / "margins.toml").read_text(encoding="utf-8"))
    makers = {"jongere": young_people, "ouder": parents, "professional": professionals}
    return {group: make(Random(f"{SEED}-{group}"), questionnaire, margins[group]) for group, make in makers.items()}


def write_files(folder: Path, questionnaire: Questionnaire, rows: dict[str, list[Row]]) -> None:
    """Write each questionnaire in the format its group's file has, and all respondents in one."""
    own = {group: questionnaire.of(group) for group in rows}
    write_csv(folder / "enquete-jongeren.csv", own["jongere"], rows["jongere"], "cp1252")
    write_xlsx(folder / "enquete-ouders.xlsx", own["ouder"], rows["ouder"], "ouder")
    write_sav(folder / "enquete-professionals.sav", own["professional"], rows["professional"], "professional")
    write_csv(folder / "enquete-professionals.csv", own["professional"], rows["professional"], EXCEL_UTF8)
    everybody = [row for group in rows.values() for row in group]
    write_csv(folder / "enquete-alle.csv", questionnaire.questions, everybody, EXCEL_UTF8)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Make the practice survey.")
    parser.add_argument("--out", type=Path, default=TRANSCRIPTS, help="folder for the files")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    questionnaire = read_questionnaire(TRANSCRIPTS / "vragen.toml")
    write_files(folder, questionnaire, draw_respondents(questionnaire))


if __name__ == "__main__":
    main()
