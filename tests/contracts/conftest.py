from collections.abc import Iterator

import pytest

from codeerbank.i18n import use_language


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")
