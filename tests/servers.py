"""A private PostgreSQL for the tests: made from the installed binaries, on a socket of its own, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

NEEDED = "WAQAI_TEST_POSTGRES"
"""Where this is set to `required`, a missing PostgreSQL fails the tests instead of skipping them."""


def binaries():
    """The folder of `initdb` and `postgres`, the newest; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    onpath = shutil.which("initdb")
    return Path(onpath).resolve().parent if onpath else None


class Server:
    """A running server. `database()` makes an empty one and gives its address."""

    def __init__(self, folder):
        self.folder, self.bin = folder, binaries()
        self._user = None if os.getuid() else pwd.getpwnam(_ordinary_user())
        if self._user:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)
        self._made = 0
        self._run(
            "initdb", "-D", self.folder / "data", "-U", "waqai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        self.start()

    def start(self):
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
        self._run("pg_ctl", "-D", self.folder / "data", "-o", options, "-l", self.folder / "log", "-w", "start")

    def stop(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def database(self):
        import psycopg

        self._made += 1
        name = f"waqai_{self._made}_{time.monotonic_ns()}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f'create database "{name}"')
        return self._address(name)

    def _address(self, name):
        return f"postgresql://waqai@/{name}?host={self.folder}"

    def _run(self, tool, *args):
        user = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        command = [str(arg) for arg in (self.bin / tool, *args)]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, timeout=60, **user)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def _ordinary_user():
    """PostgreSQL does not run as root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("no user but root")


def private_folder():
    """Short, since the way to a socket may have 107 characters only."""
    return Path(tempfile.mkdtemp(prefix="waqai-pg-", dir="/tmp"))
