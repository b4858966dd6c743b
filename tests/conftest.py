"""Every test speaks Dutch and has a home of its own, whatever the test before it chose."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from codeerbank.i18n import use_language

# the same examples every time, so that a change is judged by what it changed; CODEERBANK_FUZZ=1 looks for new ones
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CODEERBANK_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("APPDATA", str(home / "config"))
        for name in ("CODEERBANK_PROJECT", "CODEERBANK_LANG", "NO_COLOR"):
            patch.delenv(name, raising=False)
        use_language("nl")
        yield home


@pytest.fixture(autouse=True)
def in_dutch(home_of_its_own: Path) -> Iterator[None]:
    """Put the language back behind each test, so that a fixture of the next module begins in Dutch as well."""
    yield
    use_language("nl")
