"""Word and LibreOffice texts, and the archives they are."""

from __future__ import annotations

from tests.importers.bad_inputs.case import CANARY, BadInput, accepted, archive, rejected, warned, with_parts
from tests.importers.test_docx import p, r, word
from tests.importers.test_odt import odt
from tests.importers.test_odt import p as q

_BODY = p(r("GL: hoi")) + p(r("J1: ja")) + p(r("GL: dus")) + p(r("J1: ja"))
_TEXT = q("GL: hoi") + q("J1: ja") + q("GL: dus") + q("J1: ja")
_DOCX, _ODT = word(_BODY), odt(_TEXT)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]><x>&l9;</x>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "geheim.txt">]><x>&s;</x>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MAIN, _CONTENT = "word/document.xml", "content.xml"


def _deep(levels: int) -> bytes:
    return word("<w:sdt><w:sdtContent>" * levels + _BODY + "</w:sdtContent></w:sdt>" * levels)


def _locked_entry() -> bytes:
    """Set the flag of encryption in the directory and before the part."""
    return _DOCX.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01").replace(
        b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01"
    )


def _wrong_sum() -> bytes:
    """Change a byte in a part that is stored as it is, so that its checksum is wrong."""
    stored = archive({_MAIN: b"<a>" + b"hoi " * 50 + b"</a>"}, packed=False)
    return stored.replace(b"hoi hoi", b"hoi hai", 1)


CASES: list[BadInput] = [
    rejected("afgekapt.docx", "cut in half", lambda: _DOCX[: len(_DOCX) // 2], "geen .docx-bestand"),
    rejected("register.docx", "directory overwritten", lambda: _DOCX.replace(b"PK\x01\x02", b"PK\x07\x07"), "geen .docx-bestand"),
    rejected("einde.docx", "directory's place is wrong", lambda: _DOCX[:-8] + b"\xff\xff\xff\x7f\x00\x00\0\0", "geen .docx-bestand"),
    rejected("tekst.docx", "text under Word's name", lambda: "GL: hoi\nJ1: ja\n", "geen .docx-bestand"),
    rejected("oud.docx", "Word 97 under a new name", lambda: OLE + bytes(2000), "oude"),
    rejected(
        "slot.docx", "locked with a password", lambda: OLE + "EncryptedPackage".encode("utf-16-le") * 9, "wachtwoord"
    ),
    rejected("vlag.docx", "parts locked with a password", _locked_entry, "wachtwoord"),
    rejected("som.docx", "wrong checksum", _wrong_sum, "beschadigd"),
    rejected("bom.docx", "zip bomb", lambda: word("<w:p/>" * 800_000), "keer"),
    rejected("bommetjes.docx", "many small bombs", lambda: archive({f"x{n}": bytes(900_000) for n in range(20)}), "samen"),
    rejected("veel.docx", "6,000 parts", lambda: archive({f"deel{n}": b"" for n in range(6000)}, False), "delen"),
    rejected("lach.docx", "billion laughs", lambda: with_parts(_DOCX, {_MAIN: BOMB}), "DTD"),
    rejected("buiten.docx", "external entity", lambda: with_parts(_DOCX, {_MAIN: OUTSIDE}), "DTD"),
    rejected("dtd16.docx", "entities in UTF-16", lambda: with_parts(_DOCX, {_MAIN: BOMB.encode("utf-16")}), "DTD"),
    rejected("pad.docx", "a part above its folder", lambda: with_parts(_DOCX, {"../buiten.txt": "x"}), "buiten"),
    rejected("wortel.docx", "a part at the root", lambda: with_parts(_DOCX, {"/etc/buiten": "x"}), "buiten"),
    rejected("schijf.docx", "a part on a drive", lambda: with_parts(_DOCX, {"C:\\buiten.txt": "x"}), "buiten"),
    rejected("schuin.docx", "a part behind backslashes", lambda: with_parts(_DOCX, {"..\\..\\buiten": "x"}), "buiten"),
    rejected("naam.docx", "two parts of one name", lambda: with_parts(_DOCX, {_MAIN.upper(): "x"}), "dezelfde naam"),
    rejected("zonder.docx", "no document in it", lambda: archive({"word/anders.xml": "<a/>"}), "geen .docx-bestand"),
    rejected("open.docx", "XML never closed", lambda: with_parts(_DOCX, {_MAIN: "<w:document><w:p>"}), "beschadigd"),
    rejected("wit.docx", "no words", lambda: word(p() + p(r(" "))), "geen tekst"),
    rejected("zeer_diep.docx", "100,000 boxes in each other", lambda: _deep(100_000), ""),
    accepted("diep.docx", "50 boxes in each other", lambda: _deep(50), "GL: hoi"),
    accepted("tabel.docx", "rows without cells", lambda: word("<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl>" + _BODY), "GL"),
    warned("wis.docx", "tracked deletion", lambda: word(_BODY + p(f"<w:del>{r('weg')}</w:del>")), "verwijdering"),
    warned("schuil.docx", "hidden words", lambda: word(_BODY + p(r("weg", "<w:vanish/>"))), "verborgen"),
    accepted(
        "elders.docx", "a picture from elsewhere",
        lambda: with_parts(_DOCX, {"word/_rels/document.xml.rels": f'<r Target="file:///{CANARY}" TargetMode="External"/>'}),
        "GL: hoi",
    ),
    rejected("zip.odt", "an archive of something else", lambda: archive({"foto.txt": "x"}), "geen .odt-bestand"),
    rejected("lach.odt", "billion laughs", lambda: with_parts(_ODT, {_CONTENT: BOMB}), "DTD"),
    rejected("buiten.odt", "external entity", lambda: with_parts(_ODT, {_CONTENT: OUTSIDE}), "DTD"),
    rejected("slot.odt", "locked with a password", lambda: odt(_TEXT, "<manifest:encryption-data/>"), "wachtwoord"),
    rejected("bom.odt", "zip bomb", lambda: odt("<text:p/>" * 800_000), "keer"),
    rejected("cijfers.odt", "a sheet under a text's name", lambda: with_parts(_ODT, {_CONTENT: "<a/>"}), "geen .odt-bestand"),
    accepted("blanco.odt", "a billion blanks", lambda: odt(_TEXT + q("GL: x<text:s text:c='1000000000'/>y")), "GL: hoi"),
    accepted("getal.odt", "a number of blanks that is none", lambda: odt(_TEXT + q("GL: x<text:s text:c='²'/>y")), "x y"),
]  # fmt: skip
