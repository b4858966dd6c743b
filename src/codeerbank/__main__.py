"""The program's front door: privacy of files and the language are settled before anything else is loaded."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run one command and give its exit code; ``codeerbank`` alone opens the screen."""
    os.umask(0o077)
    from codeerbank.config import chosen_language
    from codeerbank.i18n import use_language

    use_language(chosen_language(sys.argv[1:]))
    from codeerbank.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
