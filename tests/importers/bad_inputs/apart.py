"""Files that are read in a process of their own: RTF and PDF."""

from __future__ import annotations

from tests.importers.bad_inputs.case import BadInput, accepted, rejected, warned
from tests.importers.pdfs import pdf
from tests.importers.test_rtf import rtf

_TALK = ["GL: hoi", "J1: ja", "GL: dus", "J1: ja"]
_PDF = pdf(_TALK)
_RTF = rtf("\\par ".join(_TALK) + "\\par ")
_LOCK = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<01> <01>]"
)

CASES: list[BadInput] = [
    accepted("diep.rtf", "20,000 groups in each other", lambda: rtf("{" * 20_000 + "\\par ".join(_TALK) + "}" * 20_000), "GL: hoi"),
    warned("open.rtf", "groups never closed", lambda: _RTF[:-1] + b"{" * 1000, "te vroeg"),
    warned("object.rtf", "an object", lambda: rtf("{\\object\\objdata 4d5a90}" + "\\par ".join(_TALK)), "object"),
    rejected("sprong.rtf", "characters beyond every number", lambda: rtf("\\u99999999999?" + "\\par ".join(_TALK)), "beschadigd"),
    rejected("geen.rtf", "text under RTF's name", lambda: "GL: hoi\n", "geen .rtf-bestand"),
    rejected("wit.rtf", "no words", lambda: rtf("\\par\\par"), "geen tekst"),
    rejected("slot.pdf", "locked with a password", lambda: pdf(_TALK, trailer=_LOCK), "wachtwoord"),
    rejected("half.pdf", "cut in half", lambda: _PDF[:60], "beschadigd"),
    rejected("kring.pdf", "pages that contain each other", lambda: _PDF.replace(b"[4 0 R]", b"[2 0 R]"), "OCR"),
    rejected("beeld.pdf", "pictures of pages", lambda: pdf([], []), "OCR"),
    rejected("geen.pdf", "text under PDF's name", lambda: "GL: hoi\n", "geen .pdf-bestand"),
    warned("telling.pdf", "two billion pages declared", lambda: _PDF.replace(b"/Count 1", b"/Count 2147483647"), "alinea"),
    warned("tabel.pdf", "its table of places is wrong", lambda: _PDF.replace(b"xref", b"xxxx"), "alinea"),
]  # fmt: skip
