"""The command line: one command per verb, one file per command. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point of `waqai`. Exit status: 0 well, 1 input rejected or nothing found, 2 a wrong call."""
    if sys.argv[1:] == ["--version"]:
        from waqai import __version__

        sys.stdout.write(f"waqai {__version__}\n")
        return
    # Looking through everything installed for plugins of pydantic takes longer than most commands.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from waqai.cli.messages import error
    from waqai.cli.quick import answer
    from waqai.errors import WaqaiError

    try:
        status = answer(sys.argv[1:])
        if status is not None:
            sys.exit(status)
        from waqai.cli.app import app

        app(prog_name="waqai")
    except WaqaiError as problem:
        error(str(problem))
        sys.exit(2)
