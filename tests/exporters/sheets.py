from codeerbank.domain.table import Sheet

SHEET = Sheet(
    title="Codes per groep",
    columns=["Code", "n", "pct", "Citaat"],
    rows=[
        ["weten hoe", 12345, 41.66666666666667, "“Ik zou niet weten; waar ik begin.”"],
        ["tijd", 3, None, "regel één\nregel twee"],
    ],
    about=[("Bron", "36 personen")],
    notes=["Genoemd door, niet: gevonden door."],
    stamp="intern, niet vrijgegeven",
)
EVIL = [
    "=cmd|' /C calc'!A0",
    "+1+1|x",
    "-2+3+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    '=HYPERLINK("http://x")',
    "#REF!",
    "_x001B_",
    "<script>alert(1)</script>",
    "</style><img src=x onerror=y>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "a\x1b[2Jb\x1b]52;c;x\x07",
    "\u202etxt.exe",
    "zero\u200bwidth",
    "\x00nul",
    "\x9bcsi",
    "| a | b |",
    "**x**",
    "lone \ud800 half",
    "'=1",
    "\ufeff=1",
]
"""What a file, a spreadsheet or a terminal could be made to act on."""
