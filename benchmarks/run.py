"""All measurements in one run, each beside its bare part: ``python benchmarks/run.py [--size M]``, or ``make bench``.

This process only starts others and stays small: a child's peak memory counts that of the process that started it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("codeerbank")


@dataclass(frozen=True)
class Goal:
    """A ceiling: so many times the bare part (``x``), or an amount of ``s`` or ``MB``."""

    work: str
    ours: str
    ceiling: float
    unit: str = "x"
    limit: str = ""
    clock: str = "cpu"
    sizes: str = "SML"


GOALS = (
    Goal("--help, cold", "--help", 6, limit="python"),
    Goal("--version, cold", "--version", 6, limit="python"),
    Goal("status, cold", "status", 12, limit="python"),
    Goal("status, memory", "status", 25, "MB"),
    Goal("first screen", "first screen", 0.5, "s", clock="wall"),
    Goal("import documents, with full-text index", "documents", 1.5, limit="documents", sizes="ML"),
    Goal("one coding, on the disk", "gesture", 2, limit="gesture", clock="wall"),
    Goal("one coding, processor", "gesture", 0.001, "s"),
    Goal("import codings", "codings", 2.5, limit="codings", sizes="ML"),
    Goal("import codings, memory", "codings", 150, "MB"),
    Goal("code x document, in segments", "code x document", 2, limit="code x document", sizes="ML"),
    Goal("code x document, as a command", "crosstab by document", 0.5, "s", sizes="SM"),
    Goal("code x variable, weighted", "code x variable", 2, limit="code x variable", sizes="ML"),
    Goal("code x variable, as a command", "crosstab by variable", 0.5, "s", sizes="SM"),
    Goal("codes merged with a variable", "merge", 0, "s"),
    Goal("survey and codes side by side", "side by side", 0, "s"),
    Goal("search, first 50", "search", 3, limit="search"),
    Goal("quotes of a code, first 50", "quotes", 2, limit="quotes"),
    Goal("quotes of a code, all", "all quotes", 2, limit="all quotes"),
    Goal("export all codings, CSV", "export", 1.6, limit="export", sizes="ML"),
    Goal("export, memory beside that at S", "export", 1.3, limit="export at S", clock="mb", sizes="ML"),
    Goal("survey with an open question", "survey", 3, limit="survey", sizes="ML"),
    Goal("code x code, by turn", "code x code", 3, limit="code x code", sizes="ML"),
    Goal("borders of all codes, two coders", "borders", 3, limit="borders", sizes="ML"),
    Goal("kappa of 100,000 units", "kappa", 10, limit="bincount"),
    Goal("alpha of 100,000 units", "alpha", 10, limit="bincount"),
    Goal("AC1 of 100,000 units", "AC1", 10, limit="bincount"),
    Goal("fold the whole log again", "rebuild", 2, "s", sizes="SM"),
)
"""What performance asks for; the ceilings in seconds are for size M. A ceiling of 0 is shown and not judged."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything and print the table; the exit code is 1 when a goal is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", choices="SML", default="M", help="of the corpus: S, M (default) or L")
    size = parser.parse_args(arguments).size
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")  # compiled once, as an installed program is
        counts = child("corpus", size, folder / "corpus")
        print(
            f"corpus {size}: " + ", ".join(f"{n:,} {what.replace('_', ' ')}" for what, n in counts.items()), flush=True
        )
        (folder / "limits").mkdir()
        limits = child("limits", folder / "corpus", folder / "limits")
        ours: dict[str, Any] = {}
        for step in ("documents", "codings", "transcripts", "export", "answers", "survey"):
            ours |= child("product", step, folder / "corpus", folder)
        agreement = child("agreeing", folder / "corpus")
        ours |= agreement["ours"]
        limits |= agreement["limits"] | {"export at S": small_export(folder / "small")}
        ours |= commands(folder)
        limits["python"] = ours.pop("python")
        ours["first screen"] = screens(folder / "full.codeerbank")
    sys.exit(report(size, limits, ours))


def small_export(folder: Path) -> dict[str, Any]:
    """Give what the export of the codings costs at size S."""
    child("corpus", "S", folder / "corpus")
    for step in ("documents", "codings"):
        child("product", step, folder / "corpus", folder)
    found: dict[str, Any] = child("product", "export", folder / "corpus", folder)["export"]
    return {**found, "result": None}


def child(module: str, *arguments: object) -> dict[str, Any]:
    """Run one of the measuring modules in a process of its own."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"benchmarks.{module} {arguments[0]} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def commands(folder: Path) -> dict[str, Any]:
    """Measure commands as whole processes, in turns, so that a busy machine troubles them alike; the long ones less often."""
    crosstab = [str(PROGRAM), "crosstab", "--rows", "codes", "--json", "--by"]
    asked = {
        "python": [sys.executable, "-c", "pass"],
        "--help": [str(PROGRAM), "--help"],
        "--version": [str(PROGRAM), "--version"],
        "status": [str(PROGRAM), "status"],
        "crosstab by document": [*crosstab, "document", "--unit", "segments"],
        "crosstab by variable": [*crosstab, "regio", "--weight", "weging"],
    }
    environment = {**os.environ, "CODEERBANK_PROJECT": str(folder / "full.codeerbank")}
    times: dict[str, list[float]] = {name: [] for name in asked}
    memory = dict.fromkeys(asked, 0.0)
    for turn in range(12):
        for name, command in asked.items():
            if turn > 3 and name.startswith("crosstab"):
                continue
            process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                sys.exit(f"{' '.join(command)} failed")
            if turn:  # the first is for compiling
                times[name].append(used.ru_utime + used.ru_stime)
                memory[name] = max(memory[name], used.ru_maxrss / 1024)
    return {name: {"cpu": median(cpu), "least": min(cpu), "mb": memory[name]} for name, cpu in times.items()}


def screens(project: Path) -> dict[str, Any]:
    """Start the screen three times on the full project, and once before that to compile."""
    seen = [child("first_screen", project, "fg_0001")["wall"] for _ in range(4)][1:]
    walls = sorted(wall for wall in seen if wall is not None)
    return {"wall": median(walls), "least_wall": walls[0]} if len(walls) == 3 else {}


def report(size: str, limits: dict[str, Any], ours: dict[str, Any]) -> int:
    """Print a line per goal; give 1 when one is over, else 0."""
    print(f"\n{'work':40} {'ours':>10} {'bare':>10} {'ratio':>7} {'goal':>8}")
    over = 0
    for goal in GOALS:
        found, bare = ours.get(goal.ours, {}), limits.get(goal.limit, {})
        field = "mb" if goal.unit == "MB" else goal.clock
        if field not in found:
            print(f"{goal.work:40} not measured")
            over = 1
            continue
        amount, base = found[field], bare.get(goal.clock)
        least = found.get({"cpu": "least", "wall": "least_wall"}.get(field, field), amount)
        state = verdict(goal, size, amount / (base or 1), least / (base or 1))
        if bare.get("result") != found.get("result") and base and bare.get("result") is not None:
            state = f"OVER: {found.get('result')} found where the bare part finds {bare['result']}"
        over |= state.startswith("OVER")
        shown, beside = (f"{n:.1f}MB" if field == "mb" else f"{n:.5f}s" for n in (amount, base or 0))
        ratio = f"{amount / base:6.1f}x" if base else ""
        ceiling = f"{goal.ceiling:g}{goal.unit}" if goal.ceiling else ""
        print(f"{goal.work:40} {shown:>10} {beside if base else '':>10} {ratio:>7} {ceiling:>8}  {state}")
    return over


def verdict(goal: Goal, size: str, amount: float, least: float) -> str:
    """Judge a figure: ``noise`` is over the goal in the median and within it in the quickest run."""
    if size not in goal.sizes or not goal.ceiling:
        return "-"
    return "ok" if amount <= goal.ceiling else "noise" if least <= goal.ceiling else "OVER"


if __name__ == "__main__":
    main()
