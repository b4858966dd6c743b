from collections.abc import Iterator

import pytest

from codeerbank.i18n import use_language


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")
