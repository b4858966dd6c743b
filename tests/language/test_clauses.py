import pytest

from codeerbank.language.pipeline import new_pipeline


@pytest.fixture(scope="module", params=["nl", "en"])
def nlp(request):
    made = new_pipeline(request.param)
    made.add_pipe("clauses")
    return made


SAID = {
    "nl": [
        (
            "Ik wil wel, maar het mag niet van mijn moeder.",
            [
                ("wil", "want", "Ik wil wel,"),
                ("mag", "may", "maar het mag niet van mijn moeder."),
                ("niet", "negation", "maar het mag niet van mijn moeder."),
            ],
        ),
        (
            "Mijn oom en tante kunnen niet meedoen omdat ze ver weg wonen",
            [
                ("kunnen", "can", "Mijn oom en tante kunnen niet meedoen"),
                ("niet", "negation", "Mijn oom en tante kunnen niet meedoen"),
            ],
        ),
        ("Ik denk niet dat het helpt.", [("niet", "negation", "Ik denk niet dat het helpt.")]),
        (
            "Ik hoef dat niet. Hij zou het willen",
            [
                ("hoef", "must", "Ik hoef dat niet."),
                ("niet", "negation", "Ik hoef dat niet."),
                ("zou", "would", "Hij zou het willen"),
                ("willen", "want", "Hij zou het willen"),
            ],
        ),
        ("", []),
        ("?!", []),
    ],
    "en": [
        (
            "I can't come, but my mother could.",
            [
                ("ca", "can", "I can't come,"),
                ("n't", "negation", "I can't come,"),
                ("could", "can", "but my mother could."),
            ],
        ),
        (
            "I don't think that she helps because nobody asked",
            [("n't", "negation", "I don't think that she helps"), ("nobody", "negation", "because nobody asked")],
        ),
        (
            "We were not allowed to bring bread and butter",
            [
                ("not", "negation", "We were not allowed to bring bread and butter"),
                ("allowed", "may", "We were not allowed to bring bread and butter"),
            ],
        ),
    ],
}


def test_what_denies_or_colours_reaches_as_far_as_its_clause(nlp):
    for text, expected in SAID[nlp.lang]:
        doc = nlp(text)
        pairs = zip(doc.spans["marks"], doc.spans["reach"], strict=True)
        assert [(mark.text, mark.label_, reach.text) for mark, reach in pairs] == expected


def test_clauses_divide_the_text_without_gaps(nlp):
    for text, _expected in SAID[nlp.lang]:
        doc = nlp(text)
        assert [token.i for clause in doc.spans["clauses"] for token in clause] == list(range(len(doc)))
