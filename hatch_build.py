"""Builds a wheel whose hot modules are compiled to machine code by mypyc: `WAQAI_COMPILE=1 pip wheel --no-deps .`

Without that variable, and for an editable install, nothing here runs and the wheel is pure Python. What is compiled
goes into the wheel and nowhere else, for a library left beside its source would be run in place of it ever after.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SWITCH = "WAQAI_COMPILE"
HOT = ("text/*.py", "extract/*.py", "extract/times/*.py", "packs/lexicon.py")
"""Modules that take the time of coding, below the package."""
LEFT = ("__init__.py", "text/packed.py", "text/deferred.py", "extract/times/rules_periods.py")
"""Modules among them that stay as they are: what is pickled must be the same class, compiled or not."""
NEEDED = ("mypy>=1.15", "setuptools>=70")
OPTIONS = ("--config-file=", "--ignore-missing-imports", "--namespace-packages", "--explicit-package-bases")
"""mypy checks the sources in `make lint`; here it only reads the types, as it can without what they import."""


class CompiledHook(BuildHookInterface[Any]):
    """Compiles where it is asked to."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling."""
        return list(NEEDED) if self._is_wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into `build/`, and have the wheel take it from there."""
        if not self._is_wanted() or version == "editable":
            return
        folder = Path(self.root, "build", "mypyc")
        folder.mkdir(parents=True, exist_ok=True)
        compile_into(folder, Path(self.root, "src"))
        libraries = folder / "lib"
        build_data["force_include"] |= {
            str(file): file.relative_to(libraries).as_posix() for file in libraries.rglob("*") if file.is_file()
        }
        build_data["pure_python"], build_data["infer_tag"] = False, True

    def _is_wanted(self) -> bool:
        return self.target_name == "wheel" and os.environ.get(SWITCH, "") not in ("", "0")


def modules(source: Path) -> list[str]:
    """The files to compile, relative to `source`."""
    package = source / "waqai"
    found = {file for pattern in HOT for file in package.glob(pattern)}
    return sorted(f.relative_to(source).as_posix() for f in found if not f.as_posix().endswith(LEFT))


def compile_into(folder: Path, source: Path) -> None:
    """Compile the hot modules of `source` into `folder/lib`. Objects whose C code has not changed are used again."""
    env = os.environ | {"MYPYPATH": str(source)}
    command = [sys.executable, str(Path(__file__).absolute()), str(folder)]
    subprocess.run(command, cwd=source, env=env, check=True)  # noqa: S603 - our own file; mypyc wants its own process


def build(folder: Path) -> None:
    """The work of that process, done in the folder of the sources."""
    import shutil
    from concurrent.futures import ThreadPoolExecutor

    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    class Parallel(build_ext):
        """Compiles the files of an extension side by side, and only those that have changed."""

        def build_extension(self, ext: Any) -> None:
            compile_all = self.compiler.compile

            def compile_changed(sources: list[str], output_dir: str, **options: Any) -> list[str]:
                newest = max((file.stat().st_mtime for file in (folder / "c").rglob("*.h")), default=0.0)

                def one(file: str) -> list[str]:
                    (target,) = self.compiler.object_filenames([file], output_dir=output_dir)
                    if Path(target).is_file() and Path(target).stat().st_mtime > max(
                        newest, Path(file).stat().st_mtime
                    ):
                        return [target]
                    return compile_all([file], output_dir=output_dir, **options)

                with ThreadPoolExecutor(os.cpu_count()) as pool:
                    return [target for targets in pool.map(one, sources) for target in targets]

            self.compiler.compile = compile_changed
            try:
                super().build_extension(ext)
            finally:
                self.compiler.compile = compile_all

    shutil.rmtree(folder / "lib", ignore_errors=True)
    extensions = mypycify(
        [*OPTIONS, f"--cache-dir={folder / 'types'}", *modules(Path())],
        opt_level=os.environ.get("WAQAI_COMPILE_LEVEL", "1"), debug_level="0", multi_file=True,
        target_dir=str(folder / "c"), group_name="waqai",
    )  # fmt: skip
    command = Parallel(Distribution({"name": "waqai", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "objects")
    command.ensure_finalized()
    command.run()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
