import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "codeerbank"
MODULES = sorted(PACKAGE.rglob("*.py"))


def tracked_files() -> list[Path]:
    """Every file of the repository; outside one (an unpacked archive) every file there is."""
    try:
        found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*") if path.is_file() and not any(p.startswith(".") for p in path.parts)]
    return [ROOT / name for name in found.split("\0") if name and (ROOT / name).is_file()]
