"""Subtitles, and JSON of speech recognition and of oTranscribe."""

from __future__ import annotations

import json

from tests.importers.bad_inputs.case import BadInput, accepted, rejected, warned

_CUES = (
    "1\n00:00:01,000 --> 00:00:02,000\nJ1: hoi daar\n\n2\n00:00:03,000 --> 00:00:04,000\nGL: ja\n\n"
    "3\n00:00:05,000 --> 00:00:06,000\nJ1: ja\n"
)
_WEB = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>hoi daar</v>\n\n00:03.000 --> 00:04.000\n<v Bram>ja</v>\n"


def _cue(start: str, stop: str, words: str) -> str:
    return f"{start} --> {stop}\n{words}\n\n"


def _otr(page: object) -> str:
    return json.dumps({"text": page, "media": "x", "media-time": 1})


def _segments(*said: object) -> str:
    return json.dumps({"segments": [{"speaker": f"S{n % 2}", "text": words} for n, words in enumerate(said)]})


_NESTED = "[" * 200_000
_TWO = "<p>GL: hoi</p><p>J1: ja</p><p>GL: dus</p><p>J1: ja</p>"

CASES: list[BadInput] = [
    accepted("zonder_nummers.srt", "no numbers", lambda: _CUES.replace("\n2\n", "\n").removeprefix("1\n"), "hoi daar"),
    accepted("overlap.srt", "cues that overlap", lambda: _CUES.replace("02,000", "09,000"), "hoi daar"),
    accepted(
        "dubbel.srt", "one number for all", lambda: _CUES.replace("2\n00", "1\n00").replace("3\n00", "1\n00"), "hoi"
    ),
    accepted("mac.srt", "Mac line ends", lambda: _CUES.replace("\n", "\r"), "hoi daar"),
    accepted("utf16.srt", "UTF-16", lambda: _CUES.encode("utf-16"), "hoi daar"),
    warned("terug.srt", "time runs backwards", lambda: _CUES.replace("00:00:03", "00:00:00"), "terug"),
    warned("tijd.srt", "a time that is none", lambda: _CUES.replace("00:00:03,000", "00:3x"), "niet te lezen"),
    warned("stuk.srt", "a time cut short", lambda: _CUES.replace("00:00:03,000 -->", "00: -->"), "tijd"),
    rejected("tekst.srt", "no cue at all", lambda: "Dit is gewoon een brief.\n" * 20, "geen ondertitel"),
    rejected("tijden.srt", "times without words", lambda: _cue("00:00:01,000", "00:00:02,000", "") * 20, "geen tekst"),
    rejected("cijfers.srt", "a row of digits", lambda: "1" * 300_000, "geen ondertitel"),
    rejected("nul.srt", "NUL character", lambda: _CUES.replace("hoi", "h\0oi"), "regel 3"),
    warned("zonder_kop.vtt", "no WEBVTT", lambda: _WEB.removeprefix("WEBVTT\n\n"), "WEBVTT"),
    accepted("afgebroken.vtt", "last cue cut", lambda: _WEB[:-6], "hoi daar"),
    accepted("stem.vtt", "voice tag never closed", lambda: _WEB.replace("</v>", ""), "hoi daar"),
    accepted("noot.vtt", "notes that hold times", lambda: _WEB.replace("WEBVTT\n", "WEBVTT\n\nNOTE\nzo maar\n"), "hoi"),
    accepted("tekens.vtt", "entities", lambda: _WEB.replace("hoi", "&lt;&#x1b;&amp;hoi"), "hoi"),
    rejected("kop.vtt", "header only", lambda: "WEBVTT\n", "geen ondertitel"),
    rejected(
        "leeg.vtt", "cues without words", lambda: "WEBVTT\n\n" + _cue("00:01.000", "00:02.000", " ") * 9, "geen tekst"
    ),
    rejected("niet_af.json", "never closed", lambda: _segments("hoi", "ja")[:-4], "regel 1"),
    rejected("diep.json", "nested without end", lambda: _NESTED, "json"),
    rejected("lijst.json", "numbers only", lambda: "[1, 2, 3]", "spraakstukken"),
    rejected("stil.json", "nobody says anything", lambda: _segments("", " ", None), "spraakstukken"),
    rejected("getal.json", "a number without end", lambda: '{"segments": ' + "9" * 100_000 + "}", "json"),
    warned(
        "niemand.json", "speakers that are no names", lambda: json.dumps([{"text": "hoi", "speaker": [1]}]), "spreker"
    ),
    accepted("half.json", "half a character", lambda: _segments("hoi \ud83d", "ja", "zo"), "hoi"),
    accepted(
        "gemengd.json", "words, numbers and lists", lambda: _segments("hoi", 5, ["x"], None, {"a": 1}, "ja"), "hoi"
    ),
    rejected("geen.otr", "no text", lambda: json.dumps({"media": "x"}), "geen .otr-bestand"),
    rejected("leeg.otr", "an empty page", lambda: _otr("<p><br></p>"), "geen tekst"),
    rejected("lijst.otr", "a list", lambda: "[]", "geen .otr-bestand"),
    accepted("diep.otr", "tags never closed", lambda: _otr("<div>" * 5000 + _TWO), "GL: hoi"),
    accepted("elders.otr", "things from elsewhere", lambda: _otr('<img src="file:///geheim.txt">' + _TWO), "GL: hoi"),
    accepted("schrift.otr", "a script", lambda: _otr("<script>alert(1)</script>" + _TWO), "GL: hoi"),
]
