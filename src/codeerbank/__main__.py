"""The program's front door: privacy of files and the language are settled before anything else is loaded."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run one command and give its exit code; ``codeerbank`` alone opens the screen."""
    os.umask(0o077)
    from codeerbank.config import chosen_language
    from codeerbank.i18n import use_language

    arguments = sys.argv[1:]
    use_language(chosen_language(arguments))
    from codeerbank.cli.overview import answer

    if (words := answer(arguments)) is not None:
        return _say(words)
    from codeerbank.cli.main import run

    return run(arguments)


def _say(words: str) -> int:
    """Print help or version; nothing else was loaded for it."""
    from codeerbank.cli.streams import hush, settle

    settle()
    try:
        print(words, flush=True)
    except BrokenPipeError:
        hush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
