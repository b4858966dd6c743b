"""The shipped codebook has no fault, and a fault planted in it is found and placed."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from survey_files import ROOT, TRANSCRIPTS

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.codebook_rules import check_codebook

RECORDS = tomllib.loads((ROOT / "codebooks" / "kunnen-willen-mogen.toml").read_text(encoding="utf-8"))["codes"]
ITEMS = tomllib.loads((TRANSCRIPTS / "vragen.toml").read_text(encoding="utf-8"))["items"].keys()


def remarks(plant: Callable[[dict[str, Any]], object] | None = None, code: str = "M2.1") -> list[str]:
    records = deepcopy(RECORDS)
    if plant:
        plant(next(record for record in records if record["key"] == code))
    return check_codebook(Codebook.from_records(records), ITEMS)


def test_the_shipped_codebook_has_nothing_to_remark_on() -> None:
    assert remarks() == []


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (lambda code: code.update(exclude=code["exclude"][1:]), "K1.3: het verwijst naar M2.1"),
        (lambda code: code["exclude"].append({"text": "elders", "code": "M9.9"}), "M2.1: het verwijst naar ‘M9.9’"),
        (lambda code: code["counter_examples"].append({"text": "elders", "code": "X1"}), "M2.1: een tegenvoorbeeld hoort bij ‘X1’"),
        (lambda code: code.pop("panel_name"), "M2.1: "),
        (lambda code: code.update(definition=" "), "M2.1: "),
        (lambda code: code.update(examples=code["examples"][:1]), "M2.1: examples"),
        (lambda code: code.update(include=[]), "M2.1: include"),
        (lambda code: code["cues"].append("doorvertellen"), "signaalwoord ‘doorvertellen’ wijst naar meer dan één code: W4.3, M2.1"),
        (lambda code: code["cues_against"].append(code["cues"][0]), "M2.1: signaalwoord"),
        (lambda code: code["links"].append({"item": "F3/Bestaat niet", "strand": "survey"}), "M2.1: het is gekoppeld aan enquêtevraag"),
        (lambda code: code["links"].append({"item": "F3/Bestaat niet"}), "M2.1: het is gekoppeld aan enquêtevraag"),
        (lambda code: code["links"].append({"item": "L1", "strand": "gesprek"}), "M2.1: de koppeling met ‘L1’"),
        (lambda code: code.update(name="afspraken en richtlijn"), "de naam ‘afspraken en richtlijn’"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_once_and_with_its_place(plant: Callable[[dict[str, Any]], object], told: str) -> None:
    (found,) = remarks(plant)
    assert found.startswith(told)
