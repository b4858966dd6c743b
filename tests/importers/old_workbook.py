"""Writes the smallest workbook of Excel 97 that a reader takes: cells of text and numbers in one sheet."""

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(rows: list[list[object]], sheet: str = "data") -> bytes:
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0006)
    name = struct.pack("<BB", len(sheet), 0) + sheet.encode("latin-1")
    start = len(_record(0x0809, begin)) + 4 + 6 + len(name) + 4
    book = _record(0x0809, begin) + _record(0x0085, struct.pack("<IH", start, 0) + name) + _record(0x000A, b"")
    cells = b"".join(
        _cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None
    )
    page = _record(0x0809, begin[:2] + struct.pack("<H", 0x0010) + begin[4:]) + cells + _record(0x000A, b"")
    return _compound(book + page)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", float(str(value))))


def _compound(stream: bytes) -> bytes:
    """Put one stream in a compound file: a header, one sector of allocation, one of directory, then the stream."""
    size = max(4096, len(stream))
    stream = stream.ljust(-(-size // _SECTOR) * _SECTOR, b"\0")
    count = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, count + 2), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    root, book = _entry("Root Entry", 5, 1, _END, 0), _entry("Workbook", 2, _FREE, 2, size)
    return header + table + (root + book).ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return words.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIII", len(words), kind, 1, _FREE, _FREE, child, start, size, 0
    )
