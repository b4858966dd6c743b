import os

import pytest
from pyrage import x25519

from codeerbank.errors import KeyRefused, UsageError
from codeerbank.privacy.keyfile import sealed, unsealed

NAMES = {"[moeder van J3]": ["Sanne", "Sanne de Vries"]}
ONE, OTHER = x25519.Identity.generate(), x25519.Identity.generate()


@pytest.fixture(scope="module")
def key() -> bytes:
    return sealed("p1", NAMES, recipients=[str(ONE.to_public()), str(OTHER.to_public())])


def test_either_of_two_people_opens_the_key_and_nobody_else(key: bytes) -> None:
    assert unsealed(key, "p1", identity=str(ONE)) == unsealed(key, "p1", identity=str(OTHER)) == NAMES
    assert b"Sanne" not in key
    with pytest.raises(KeyRefused):
        unsealed(key, "p1", identity=str(x25519.Identity.generate()))


@pytest.mark.parametrize("cut", [0, 10, -5])
def test_a_key_cut_short_is_refused(key: bytes, cut: int) -> None:
    with pytest.raises(KeyRefused) as refused:
        unsealed(key[:cut], "p1", identity=str(ONE))
    assert refused.value.exit_code == 3


def test_the_key_of_another_project_and_words_that_are_no_key_are_refused(key: bytes) -> None:
    with pytest.raises(KeyRefused, match="ander project"):
        unsealed(key, "p2", identity=str(ONE))
    with pytest.raises(KeyRefused):
        unsealed(key, "p1", identity="geen sleutel")
    with pytest.raises(KeyRefused):
        unsealed(b"zomaar", "p1", "een zin")


def test_a_key_for_nobody_is_refused() -> None:
    for recipients in ([], ["age1fout"]):
        with pytest.raises(UsageError):
            sealed("p1", NAMES, recipients=recipients)


@pytest.mark.skipif("CODEERBANK_SLOW" not in os.environ, reason="a passphrase is slow on purpose: set CODEERBANK_SLOW")
def test_a_passphrase_opens_what_it_closed() -> None:
    content = sealed("p1", NAMES, "een lange zin")
    assert unsealed(content, "p1", "een lange zin") == NAMES
    with pytest.raises(KeyRefused):
        unsealed(content, "p1", "een andere zin")
