import re
from pathlib import Path

from tests.house.sources import ROOT, tracked_files

TEXT = {".py", ".md", ".toml", ".po", ".csv", ".txt", ".css", ".tcss", ".jinja", ".vtt", ".yaml", ".json", ".html", ""}
ALLOWED_HOSTS = (
    "www.w3.org",
    "www.apache.org",
    "schemas.openxmlformats.org",
    "keepachangelog.com",
    "semver.org",
    "purl.oclc.org",
)
HOSTS = re.compile(r"\b(?:https?|ftp)://([^\s/\"'<>)]+)")
PACKAGE_HOSTS = re.compile(
    "|".join(("py" + "pi", "python" + "hosted", "arti" + "factory", "nexus" + r"\.")), re.IGNORECASE
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|tmp|root|home|Users)/[\w.]")


EXAMPLES = ROOT / "transcripts"
"""Files as other programs write them: their line ends and character sets are part of the example."""


def texts() -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8", errors="replace")) for path in tracked_files() if path.suffix in TEXT
    ]


def test_no_file_names_a_folder_of_somebody_s_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}" for path, text in texts() for match in MACHINE_PATHS.finditer(text)
    ]
    assert not found


def test_no_file_names_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}" for path, text in texts() for match in PACKAGE_HOSTS.finditer(text)
    ]
    assert not found


def test_the_program_names_no_host_to_talk_to() -> None:
    source = [(path, text) for path, text in texts() if "src" in path.relative_to(ROOT).parts]
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path, text in source
        for host in HOSTS.findall(text)
        if not host.startswith(ALLOWED_HOSTS)
    ]
    assert not found


def test_lines_end_the_same_way_everywhere() -> None:
    ours = [path for path in tracked_files() if path.suffix in TEXT and EXAMPLES not in path.parents]
    assert not [path.relative_to(ROOT) for path in ours if b"\r\n" in path.read_bytes()]
