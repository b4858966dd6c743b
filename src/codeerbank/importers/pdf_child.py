"""The far end of reading a PDF: bytes on standard input, the text of its pages on standard output."""

from __future__ import annotations

from collections.abc import Mapping

from codeerbank.importers.apart import LARGEST_TEXT, serve

LOCKED, TOO_LARGE = "locked", "too large"


def text_of_pages(data: bytes) -> Mapping[str, object]:
    """Give the text layer of every page in the order of the pages, or the reason why there is none."""
    import pypdfium2
    import pypdfium2.raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        return {"refused": LOCKED if locked else "damaged"}
    pages: list[str] = []
    size = 0
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage().get_text_range()
            page.close()
        except pypdfium2.PdfiumError:
            words = ""
        size += len(words)
        if size > LARGEST_TEXT:
            return {"refused": TOO_LARGE}
        pages.append(words)
    return {"pages": pages}


if __name__ == "__main__":
    serve(text_of_pages)
