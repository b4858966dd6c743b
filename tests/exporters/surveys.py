from codeerbank.domain.survey_file import SurveyColumn, SurveyFile
from tests.exporters.sheets import EVIL

KEYS = SurveyColumn("respondent", "Key", "text", ["007", "R2", "=1+1", "-9"], is_key=True)
SURVEY = SurveyFile(
    "Enquête",
    [
        KEYS,
        SurveyColumn(
            "oordeel",
            "Hoe goed gaat het?",
            "ordinal",
            ["1", "-9", "", "5"],
            {"1": "slecht", "5": "goed", "-9": "geen antwoord"},
            ["-9"],
        ),
        SurveyColumn("cijfer", "Welk cijfer?", "scale", ["7.5", "", "10", "-3.25"]),
        SurveyColumn("postcode", "Waar woon je?", "nominal", ["0123", "1012", "", "-9"], missing=["-9"]),
        SurveyColumn(
            "reden_privacy",
            "Privacy",
            "multiple",
            ["1", "0", "-9", ""],
            missing=["-9"],
            question="Waarom niet?",
            member="reden",
        ),
        SurveyColumn(
            "reden_tijd",
            "Geen tijd",
            "multiple",
            ["0", "0", "-9", ""],
            missing=["-9"],
            question="Waarom niet?",
            member="reden",
        ),
        SurveyColumn("toelichting", "Licht toe", "text", ["é 👩‍👧 漢字", "twee\nregels", "", "x" * 3000]),
    ],
    [
        SurveyColumn(
            "code_K1", "K1 weten hoe", "nominal", ["1", "0", "-9", ""], {"1": "gecodeerd"}, ["-9"], "Codes", "codes"
        )
    ],
    stamp="intern, niet vrijgegeven",
)


def with_texts(texts: list[str], name: str = "v", label: str = "Vraag") -> SurveyFile:
    keys = SurveyColumn("respondent", "Key", "text", [f"{n:03d}" for n in range(len(texts))], is_key=True)
    return SurveyFile("t", [keys, SurveyColumn(name, label, "text", texts)])


HOSTILE = with_texts(EVIL)
