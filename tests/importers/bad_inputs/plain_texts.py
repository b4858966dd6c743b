"""Plain text in every encoding and with every character that a text can hold."""

from __future__ import annotations

from tests.importers.bad_inputs.case import BadInput, accepted, rejected, warned

TALK = "GL: Welkom allemaal.\nJ1: Ik wil wél, maar mag het?\nGL: Dat mag.\nJ1: Mooi zo.\n"
_NUL = TALK.encode().replace(b"mag het", b"mag\0het")


def _one_line() -> str:
    """A hundred million characters without a line end."""
    return "J1: " + "woord en wederwoord, " * 5_000_000


CASES: list[BadInput] = [
    warned("cp1252.txt", "Windows-1252", lambda: TALK.encode("cp1252"), "Windows-1252"),
    warned("mengsel.txt", "two encodings", lambda: TALK.encode() + TALK.encode("cp1252"), "regel 6"),
    accepted("bom.txt", "byte order mark", lambda: TALK.encode("utf-8-sig"), "GL: Welkom"),
    accepted("utf16.txt", "UTF-16", lambda: TALK.encode("utf-16"), "GL: Welkom"),
    accepted("utf32.txt", "UTF-32", lambda: TALK.encode("utf-32"), "GL: Welkom"),
    warned("utf16le.txt", "UTF-16 without mark", lambda: TALK.encode("utf-16-le"), "UTF-16"),
    warned("utf16be.txt", "UTF-16 big without mark", lambda: TALK.encode("utf-16-be"), "UTF-16"),
    rejected("half.txt", "UTF-16 cut in a character", lambda: TALK.encode("utf-16")[:-1], "UTF-16"),
    rejected("wees.txt", "half a pair in UTF-16", lambda: b"\xff\xfe" + b"G\0L\0:\0 \0\x3d\xd8x\0\n\0", "UTF-16"),
    rejected("nul.txt", "NUL character", lambda: _NUL, "regel 2"),
    rejected("nul1252.txt", "NUL and Windows-1252", lambda: _NUL.decode().encode("cp1252"), "NUL"),
    rejected("beeld.txt", "picture under a text's name", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "tekst"),
    rejected("wit.txt", "white space alone", lambda: " \n\t\r\n \n" * 50, "geen tekst"),
    rejected("merk.txt", "byte order mark alone", lambda: b"\xef\xbb\xbf", "geen tekst"),
    accepted("mac.txt", "Mac line ends", lambda: TALK.replace("\n", "\r"), "GL: Welkom allemaal.\nJ1:"),
    accepted("windows.txt", "Windows line ends", lambda: TALK.replace("\n", "\r\n"), "GL: Welkom allemaal.\nJ1:"),
    accepted("regelscheiding.txt", "U+2028", lambda: TALK.replace("maar", "\u2028maar\u2029"), "\u2028maar"),
    accepted("nel.txt", "U+0085 and U+000C", lambda: TALK.replace("maar", "\u0085maar\x0c"), "maar"),
    accepted("emoji.txt", "emoji", lambda: TALK.replace("Mooi", "👩\u200d👩\u200d👧 🇳🇱 Mooi"), "👩\u200d👩\u200d👧 🇳🇱"),
    accepted("accent.txt", "combining accents", lambda: TALK.replace("wél", "we\u0301l"), "we\u0301l"),
    accepted("zalgo.txt", "a thousand accents", lambda: TALK.replace("Mooi", "M" + "\u0301" * 1000), "M\u0301"),
    accepted("besturing.txt", "control characters", lambda: TALK.replace("mag", "\x1b[2J\x07mag"), "mag"),
    accepted("rechtsom.txt", "right to left marks", lambda: TALK.replace("mag", "\u202emag\u2066"), "\u202emag"),
    accepted("opmaak.txt", "markup of a terminal", lambda: TALK.replace("mag", "[/b][@click=app.x]mag"), "[/b]"),
    accepted("formule.txt", "formula", lambda: TALK.replace("Mooi", "=HYPERLINK(1)"), "=HYPERLINK(1)"),
    accepted(
        "lang.txt", "a line of 400,000 characters", lambda: "J1: " + "woord " * 66_000 + "\nGL: ja\n" + TALK, "J1:"
    ),
    accepted("regel.txt", "a line of 100 MB", _one_line, "wederwoord", heavy=True),
    warned("kaal.txt", "nobody speaks", lambda: "Er is geen spreker.\n\nNiemand zegt iets.\n", "spreker"),
    warned("vervang.txt", "bytes no table has", lambda: TALK.encode() + b"J1: \x81\x8d\x8f\n", "Windows-1252"),
    accepted(
        "kop.md", "headings only", lambda: "# \n## \n### GL\nHoi.\n### J1\nJa.\n### GL\nDus.\n### J1\nJa.\n", "Hoi."
    ),
    rejected(
        "x\x1b[2J\ny.txt", "control characters in its name", lambda: b"J1: a\0b\n", "\N{REPLACEMENT CHARACTER}[2J"
    ),
]
