import json
import subprocess
import sys

import pytest

HEAVY = {
    "pandas",
    "spacy",
    "sklearn",
    "scipy",
    "numpy",
    "openpyxl",
    "sqlite_utils",
    "simplemma",
    "lxml",
    "docx",
    "jinja2",
}


@pytest.mark.parametrize(
    "door", ["codeerbank.cli.main", "codeerbank.tui.app", "codeerbank.cli.project", "codeerbank.cli.coding"]
)
def test_starting_loads_nothing_heavy(door: str) -> None:
    script = f"import json, sys; import {door}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert not HEAVY & set(json.loads(found.stdout))


@pytest.mark.parametrize("question", ["--help", "--version"])
def test_help_and_version_load_neither_click_nor_a_command(question: str) -> None:
    script = f"import sys; sys.argv = ['codeerbank', {question!r}]; from codeerbank.__main__ import main; print(main(), *sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    code, *modules = found.stdout.splitlines()[-1].split()
    assert code == "0"
    assert not {"click", "sqlite3", "json", "pathlib", "shutil", "codeerbank.workbench", "codeerbank.cli.main"} & set(
        modules
    )


def test_a_glance_at_a_project_loads_no_cryptography() -> None:
    script = "import sys, codeerbank.cli.status; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert not {"hashlib", "_hashlib", "codeerbank.store.project"} & set(found.stdout.split())
