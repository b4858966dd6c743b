"""What lies at the cursor, in words: for the side panel."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.i18n import _
from codeerbank.tui.display import shortened
from codeerbank.tui.views import CodeNames, CodingView
from codeerbank.tui.widgets.margin import name_of


def here_words(codings: Sequence[CodingView], names: CodeNames) -> str:
    """Name the codings at the cursor, each with its direction and the definition of its code."""
    if not codings:
        return _("No code here.")
    lines = [_("Codes here")]
    attribute = names.codebook.attribute("direction")
    for coding in codings:
        lines += ["", shortened(name_of(coding), 60)]
        if attribute and coding.direction:
            lines.append(f"{attribute.name}: {attribute.value_named(coding.direction)}")
        code = names.codebook.get(coding.code)
        if code and code.definition:
            lines.append(shortened(code.definition, 160))
    return "\n".join(lines)
