from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from codeerbank.domain.ports import Importer, ImportOptions
from codeerbank.errors import ImportProblems
from codeerbank.i18n import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and give its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


@pytest.fixture
def problems() -> Callable[..., ImportProblems]:
    """Read a file that must be refused, and give the refusal."""

    def refused(importer: Importer, path: Path, **options: object) -> ImportProblems:
        with pytest.raises(ImportProblems) as caught:
            importer.read(path, ImportOptions(**options))  # type: ignore[arg-type]
        return caught.value

    return refused
