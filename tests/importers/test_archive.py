import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from codeerbank.errors import ImportProblems
from codeerbank.importers import archive
from codeerbank.importers.archive import Archive

Entries = list[tuple[str, bytes]]


def packed(entries: Entries, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file, pytest.MonkeyPatch.context() as quiet:
        quiet.setattr("warnings.warn", lambda *_args, **_more: None)
        for name, content in entries:
            file.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def test_an_ordinary_archive_gives_its_parts(file) -> None:
    found = Archive(file("a.docx", packed([("a/b.xml", b"<a>hoi</a>"), ("c/", b"")])))
    found.check_all()
    assert found.names == ["a/b.xml"]
    assert found.parsed("a/b.xml").text == "hoi"


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "C:/x", "a\\..\\x", "\\x"])
def test_a_part_that_points_outside_is_refused(file, name) -> None:
    refused(file, packed([(name, b"x")]), "outside")


def test_parts_of_one_name_are_refused(file) -> None:
    refused(file, packed([("a.xml", b"x"), ("A.xml", b"y")]), "same name")


def test_too_many_parts_are_refused(file) -> None:
    refused(file, packed([(f"{n}.xml", b"") for n in range(archive.MOST_ENTRIES + 1)], zipfile.ZIP_STORED), "5000")


def test_a_part_that_grows_too_much_is_refused(file) -> None:
    refused(file, packed([("a.xml", bytes(8 * 1024**2))]), "200 times")


def test_parts_that_share_their_bytes_are_refused(file, monkeypatch) -> None:
    monkeypatch.setattr(archive, "RATIO_FROM", 1000)
    content = packed([("a.xml", b"a" * 30_000 + bytes(range(256)) * 4)])
    start = content.index(b"PK\x01\x02")
    directory, tail = content[start : content.index(b"PK\x05\x06")], content[content.index(b"PK\x05\x06") :]
    copies = b"".join(directory.replace(b"a.xml", f"{n:05d}".encode()) for n in range(400))
    tail = tail[:8] + struct.pack("<HHII", 400, 400, len(copies), start) + tail[20:]
    refused(file, content[:start] + copies + tail, "together")


def test_a_part_whose_size_in_the_directory_is_a_lie_is_refused(file) -> None:
    content = bytearray(packed([("a.xml", b"x" * 5000)]))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(ImportProblems):
        Archive(file("a.docx", bytes(content))).check_all()


def test_a_part_is_measured_while_it_is_unpacked(file, monkeypatch) -> None:
    found = Archive(file("a.docx", packed([("a.xml", b"x" * 5000)])))
    monkeypatch.setattr(archive, "LARGEST_PART", 1000)
    with pytest.raises(ImportProblems):
        found.read("a.xml")


def test_a_locked_part_is_refused_with_what_to_do(file) -> None:
    content = bytearray(packed([("a.xml", b"x")]))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(file, bytes(content), "password").hint


def test_an_office_file_with_a_password_is_told_from_an_old_one(file) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    assert "password" in refused(file, ole + "EncryptedPackage".encode("utf-16-le"), "password").hint
    assert ".docx" in refused(file, ole, "old").hint


def test_a_cut_archive_is_refused(file) -> None:
    content = packed([("a.xml", bytes(range(256)) * 20)])
    refused(file, content[: len(content) // 2], "damaged")


def test_a_part_that_begins_before_the_file_is_refused(file) -> None:
    content = bytearray(packed([("a.xml", b"<a/>")]))
    at = content.index(b"PK\x05\x06") + 16
    content[at : at + 4] = struct.pack("<I", 10_000)
    with pytest.raises(ImportProblems):
        Archive(file("a.docx", bytes(content))).read("a.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part(file, encoding) -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    found = Archive(file("a.docx", packed([("a.xml", xml.encode(encoding))])))
    for attempt in (found.check_all, lambda: found.parsed("a.xml")):
        with pytest.raises(ImportProblems, match="DTD"):
            attempt()


def refused(file: Callable[..., object], content: bytes, words: str) -> ImportProblems:
    with pytest.raises(ImportProblems, match=words) as caught:
        Archive(file("a.docx", content))  # type: ignore[arg-type]
    return caught.value
