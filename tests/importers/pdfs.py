"""Small PDF files for tests, written by hand."""

HEAD = b"%PDF-1.4\n"


def pdf(*pages: list[str], trailer: str = "") -> bytes:
    """Make a PDF with one line of text below the other on each page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        shown = b"".join(_shown(line, 800 - 14 * at) for at, line in enumerate(lines))
        objects += [page.encode(), f"<< /Length {len(shown)} >>\nstream\n".encode() + shown + b"\nendstream"]
    return _file(objects, trailer)


def _shown(line: str, height: int) -> bytes:
    words = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /F1 11 Tf 50 {height} Td (".encode() + words + b") Tj ET\n"


def _file(objects: list[bytes], trailer: str) -> bytes:
    out, places = HEAD, []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()
