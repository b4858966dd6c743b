from types import SimpleNamespace

from codeerbank.language.entities import by_pipeline


def test_people_places_and_organisations_are_taken_from_a_trained_pipeline() -> None:
    found = [
        SimpleNamespace(start_char=0, end_char=5, label_="PERSON"),
        SimpleNamespace(start_char=9, end_char=12, label_="DATE"),
    ]
    assert by_pipeline(lambda _text: SimpleNamespace(ents=found))("Sanne op 3/4") == [(0, 5, "name")]
