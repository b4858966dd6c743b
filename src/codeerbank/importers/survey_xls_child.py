"""The far end of reading an old workbook: bytes in, its sheets as text out."""

from __future__ import annotations

from collections.abc import Mapping

from codeerbank.importers.apart import serve
from codeerbank.importers.survey_workbook import sheets_in


def sheets(data: bytes) -> Mapping[str, object]:
    """Give the names of all sheets and the cells of those that hold data, or that it is locked."""
    import python_calamine

    try:
        found = sheets_in(data)
    except python_calamine.PasswordError:
        return {"locked": True}
    return {"names": found.names, "filled": found.filled}


if __name__ == "__main__":
    serve(sheets)
