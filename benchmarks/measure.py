"""Timing one piece of work: processor seconds of this process first, the clock on the wall beside it."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

Prepared = TypeVar("Prepared")


def cost(work: Callable[[], Any], runs: int = 5) -> dict[str, Any]:
    """Do a piece of work a number of times: median and least seconds of processor and wall, and what came of it."""
    return cost_after(lambda: None, lambda _nothing: work(), runs)


def cost_after(prepare: Callable[[], Prepared], work: Callable[[Prepared], Any], runs: int = 3) -> dict[str, Any]:
    """As ``cost``, with something to be made ready before each run, which is not timed."""
    cpu, wall, result = [], [], None
    for _ in range(runs):
        ready = prepare()
        gc.collect()
        began, clock = time.process_time(), time.perf_counter()
        result = work(ready)
        wall.append(time.perf_counter() - clock)
        cpu.append(time.process_time() - began)
    return {"cpu": median(cpu), "least": min(cpu), "wall": median(wall), "least_wall": min(wall), "result": result}


def peak_mb() -> float:
    """Give the most memory this process held at any moment, in MB; 0 where the system does not say."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
