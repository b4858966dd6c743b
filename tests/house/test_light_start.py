import json
import subprocess
import sys

import pytest

HEAVY = {"pandas", "spacy", "sklearn", "scipy", "numpy", "openpyxl", "sqlite_utils", "simplemma", "lxml", "docx", "jinja2"}


@pytest.mark.parametrize("door", ["codeerbank.cli.main", "codeerbank.tui.app", "codeerbank.cli.project", "codeerbank.cli.coding"])
def test_starting_loads_nothing_heavy(door: str) -> None:
    script = f"import json, sys; import {door}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert not HEAVY & set(json.loads(found.stdout))


def test_help_loads_no_command_and_no_project_storage() -> None:
    script = "import sys; from codeerbank.cli.main import run; code = run(['--help']); print(code, *sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    code, *modules = found.stdout.splitlines()[-1].split()
    assert code == "0"
    assert not {"sqlite3", "json", "pathlib", "shutil", "codeerbank.workbench", "codeerbank.domain.document"} & set(modules)
