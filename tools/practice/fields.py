"""Fields of work of the professionals: fixed totals, and a field that goes with the job."""

from collections.abc import Mapping
from random import Random

from practice.draw import NO_ANSWER

PARENT = "werkveld_specialistisch"
CHILD = "werkveld_spec_"

# Job -> the fields it belongs to, best first; a job not named takes what is left.
HOME = {
    1: ("werkveld_spec_ambulant",),
    2: ("werkveld_spec_pleegzorg",),
    3: ("werkveld_ggz",),
    5: ("werkveld_spec_ambulant",),
    6: ("werkveld_ggz", "werkveld_lvb"),
    7: ("werkveld_bescherming",),
    8: ("werkveld_wijkteam",),
    9: ("werkveld_welzijn",),
    11: ("werkveld_bso",),
    12: ("werkveld_ggz", "werkveld_opvoedhulp"),
    13: ("werkveld_spec_wonen", "werkveld_spec_leefgroep"),
}
SILENT = 2  # of those whose job is unknown, how many did not fill in a field either


def fields_of_work(rng: Random, margins: Mapping[str, int], jobs: list[int]) -> dict[str, list[int]]:
    """Return the 0/1 columns: everyone one field first, the rest of the totals as second fields."""
    left = {name: n for name, n in margins.items() if name != PARENT}
    silent = set([i for i, job in enumerate(jobs) if job == NO_ANSWER][:SILENT])
    chosen: list[set[str]] = [set() for _ in jobs]
    by_home = sorted(set(range(len(jobs))) - silent, key=lambda i: (jobs[i] not in HOME, rng.random()))
    for i in by_home:
        home = [field for field in HOME.get(jobs[i], ()) if left[field]]
        _take(chosen[i], left, home[0] if home else _fullest(left))
    for field in [name for name, n in left.items() for _ in range(n)]:
        _take(chosen[rng.choice([i for i in by_home if _may_add(chosen[i], field)])], left, field)
    columns = {name: [NO_ANSWER if i in silent else int(name in one) for i, one in enumerate(chosen)] for name in left}
    columns[PARENT] = [
        NO_ANSWER if i in silent else int(any(field.startswith(CHILD) for field in one)) for i, one in enumerate(chosen)
    ]
    return columns


def _take(fields: set[str], left: dict[str, int], field: str) -> None:
    fields.add(field)
    left[field] -= 1


def _fullest(left: Mapping[str, int]) -> str:
    return max(left, key=lambda field: left[field])


def _may_add(fields: set[str], field: str) -> bool:
    """At most three fields, and one kind of specialised care."""
    specialised = field.startswith(CHILD) and any(other.startswith(CHILD) for other in fields)
    return field not in fields and not specialised and len(fields) < 3
