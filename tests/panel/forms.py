from dataclasses import replace

from codeerbank.domain.panel import PanelForm
from codeerbank.domain.quote import ReleasedQuote


def quote(number: int, text: str | None = None, codes: tuple[str, ...] = ("K1.1",)) -> ReleasedQuote:
    words = text or f"Ik zou niet weten waar ik moet beginnen, poging {number}."
    return ReleasedQuote(
        f"q{number}", words, codes, "ouder", "panel", "niet herleidbaar", "anna", "2026-01-01T10:00:00+00:00"
    )


def form(number_of_quotes: int = 3, **changes: object) -> PanelForm:
    numbers = range(1, number_of_quotes + 1)
    made = PanelForm(
        "f1",
        "K3",
        "",
        [quote(n) for n in numbers],
        [f"onderwerp {n}" for n in numbers],
        "Hanneke",
        "06 12 34 56 78",
        "2026-12-12",
    )
    return replace(made, **changes)  # type: ignore[arg-type]
