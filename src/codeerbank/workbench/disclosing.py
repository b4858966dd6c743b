"""Which questions are about who somebody is, and which about what somebody thinks."""

from __future__ import annotations

import re

from codeerbank.domain.frequency import FrequencyTable
from codeerbank.mixed.disclosed_table import VariableKind

_WHO = re.compile(
    r"(?<![^\W_])(leeftijd|geslacht|gender|regio|gemeente|woonplaats|postcode|provincie|land|herkomst|afkomst|nationaliteit"
    r"|opleiding|functie|beroep|werkveld|werkervaring|organisatie|school|inkomen|gezin|kinderen|groep|perspectief|datum"
    r"|age|sex|region|municipality|town|postal|province|country|origin|nationality|education|job|profession|experience"
    r"|organisation|income|household|children|group|perspective|date)",
    re.IGNORECASE,
)


def kind_of(table: FrequencyTable) -> VariableKind:
    """Take a number that is no opinion, and every question with a name of background such as region, for background.

    A coded fragment and any other question is an opinion. Whoever knows better says so when the table is made.
    """
    if table.variable == "codes":
        return "opinion"
    return "background" if table.level == "scale" or _WHO.match(table.variable) else "opinion"
