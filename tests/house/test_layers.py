import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT


def test_imports_go_down_only() -> None:
    pytest.importorskip("importlinter")
    command = Path(sys.executable).parent / ("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    found = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stdout + found.stderr
