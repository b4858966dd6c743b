"""One bad input: a file from a recipe, and the class of what must become of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from codeerbank.domain.ports import ImportNoun, ImportOptions

Fate = Literal["rejected", "warned", "accepted"]
CANARY = "kanarie-in-de-mijn"
"""Words of a file beside each bad input: no reader may ever come by them."""

Maker = Callable[[], bytes | str]


@dataclass(frozen=True, slots=True)
class BadInput:
    """A file, and what must become of it.

    make    gives what is in the file, or puts something at its path that is no file
    says    words of the refusal or of a remark, in Dutch; of what was read, for a file that is accepted
    placed  whether ``make`` puts it there itself
    heavy   whether it takes seconds; tried when CODEERBANK_HEAVY is set
    """

    file: str
    fate: Fate
    about: str
    make: Maker | Callable[[Path], object]
    says: str
    noun: ImportNoun | None = None
    options: ImportOptions | None = None
    placed: bool = False
    heavy: bool = False

    @property
    def title(self) -> str:
        """Name it as a test does."""
        return f"{self.fate}-{self.file.rpartition('.')[2] or 'file'}-{self.about}"

    def put(self, folder: Path) -> Path:
        """Make it in a folder, beside a file that is none of its business."""
        (folder / "geheim.txt").write_text(CANARY, encoding="utf-8")
        path = folder / self.file
        if self.placed:
            self.make(path)
            return path
        content = self.make()
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path


def rejected(file: str, about: str, make: Maker, says: str, **more: object) -> BadInput:
    """Make an input that must be refused."""
    return BadInput(file, "rejected", about, make, says, **more)


def warned(file: str, about: str, make: Maker, says: str, **more: object) -> BadInput:
    """Make an input that must come in with a remark."""
    return BadInput(file, "warned", about, make, says, **more)


def accepted(file: str, about: str, make: Maker, says: str, **more: object) -> BadInput:
    """Make an input that is odd and must come in whole."""
    return BadInput(file, "accepted", about, make, says, **more)


def archive(parts: Mapping[str, bytes | str] | Sequence[tuple[str, bytes | str]], packed: bool = True) -> bytes:
    """Make an archive of parts; a sequence may hold one name twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            made.writestr(name, content)
    return out.getvalue()


def with_parts(document: bytes, changed: Mapping[str, bytes | str]) -> bytes:
    """Give an archive with parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(document)) as before:
        return archive({name: before.read(name) for name in before.namelist()} | dict(changed))
