"""What a speaker label looks like: its forms at the start of a line, which names are moderators, which words are none."""

from __future__ import annotations

import re

from codeerbank.domain.people import Role

LONGEST = 25
CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
BRACKETED = rf"(?:\[(?:{CLOCK}|\d{{1,2}}\.\d{{2}}\.\d{{2}})\]|\({CLOCK}\)|\{{{CLOCK}\}}|\#{CLOCK}(?:-\d)?\#)"

LABEL = re.compile(
    rf"""\n(?:[ \t]{{0,40}}(?:{BRACKETED}|{CLOCK}(?=[ \t])))?[ \t]{{0,40}}
    (?P<heading>\#{{1,6}}[ \t]{{1,4}})?[*_]{{0,3}}
    (?P<name>[^\W\d_][\w .'’()/&+-]{{0,{LONGEST}}})
    (?:[ \t]{{0,20}}(?:{BRACKETED}[ \t]{{0,8}})?[*_]{{0,3}}[ \t]{{0,2}}(?P<colon>:)(?![/\d])[*_]{{0,3}}
      |[ \t]{{0,2}}(?P<cell>\t)
      |[ \t]{{0,20}}(?P<clock>{CLOCK}|{BRACKETED})?[*_]{{0,3}}[ \t]{{0,40}}(?P<alone>)(?=\n|\Z))
    (?:\s{{0,40}}{BRACKETED})?""",
    re.VERBOSE,
)
"""A line that may begin with a label; the text must be preceded by one line end so that its first line counts too."""

CLOCK_MARK = re.compile(BRACKETED)
"""A time between brackets or number signs, inside speech."""

CLOCK_LINE = re.compile(rf"\n[ \t]{{0,40}}({CLOCK})[ \t]{{0,40}}(?=\n|\Z)")
"""A time that has a line to itself; the text must be preceded by one line end, as for a label."""

_CODE = r"[A-Z][A-Za-z]{0,2}\d{0,2}"
LEGEND = re.compile(
    rf"\b({_CODE}(?:(?: ?[,/] ?| en | and ){_CODE}){{0,30}})[ \t]{{0,4}}=[ \t]{{0,4}}([^\n;=,]{{1,80}})"
)
"""A line that explains labels: ``GL = gespreksleider``, ``O1, O2 = moeders``."""
LEGEND_CODE = re.compile(_CODE)

_MODERATOR = re.compile(
    r"(?:gespreksleid(?:er|ster)|interviewer|interviewster|int|i|moderator|mod|gl|onderzoek(?:er|ster)|researcher"
    r"|facilitator|notulist|observator|observer)\.?[ ]?\d{0,2}",
    re.IGNORECASE,
)
_MODERATOR_WORD = re.compile(
    r"\b(?:gespreksleid|interview(?:er|ster)|moderator|onderzoek(?:er|ster)|researcher|facilitator|notul)",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"[A-Z]{1,3}\d{1,3}"
    r"|(?:speaker|spreker|participant|respondent|deelnemer|geïnterviewde|jongere|ouder|moeder|vader|professional|steunfiguur)[ _]?\w{0,3}",
    re.IGNORECASE,
)
_SHORT_LOWER = re.compile(r"[a-z]{1,2}\d{0,3}")
_OPENERS = """
    nou dus ja nee maar want en of oké oke ok kortom bijvoorbeeld namelijk opmerking noot toelichting samenvatting conclusie
    nb ps let vraag datum date plaats locatie location tijd time duur length aanwezig afwezig deelnemers betreft onderwerp
    bestand file titel title project versie version opname recording transcriptie transcript legenda legend sprekers speakers
    spreker speaker naam name wie who tekst text start einde end pauze pseudoniem pseudonym http https www
"""
_NO_SPEAKER = frozenset(_OPENERS.split())


def role_of(label: str) -> Role:
    """Tell from a label whether it is someone who leads the talk."""
    return "moderator" if _MODERATOR.fullmatch(label) else "participant"


def role_in_words(meaning: str) -> Role:
    """Tell from a legend's explanation whether the label is someone who leads the talk."""
    return "moderator" if _MODERATOR_WORD.search(meaning) else "participant"


def is_known(label: str) -> bool:
    """Say whether one occurrence is enough: J1, Gespreksleider, Respondent 3."""
    return bool(_KNOWN.fullmatch(label)) or (len(label) > 1 and role_of(label) == "moderator")


def could_be_name(label: str) -> bool:
    """Say whether a prefix can be a label at all: short, at most four words, and no word that opens a sentence or a header."""
    return len(label) <= LONGEST and label.count(" ") < 4 and not opens_sentence(label)


def opens_sentence(label: str) -> bool:
    """Say whether a prefix begins with a word that opens a sentence or a header: ``nou``, ``datum``; not ``Spreker 1``."""
    numbered = " " in label and is_known(label)
    return not numbered and label.split(" ", 1)[0].casefold() in _NO_SPEAKER


def starts_low(label: str) -> bool:
    """Say whether a label is a word in lower case, which is a label only in a text that writes all of them so."""
    return label[0].islower() and not _SHORT_LOWER.fullmatch(label) and not is_known(label)
