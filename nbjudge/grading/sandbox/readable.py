"""What a student's code may read of this machine, whatever holds it: the system, and Python."""

import os
import sys
import sysconfig
from pathlib import Path

import nbjudge

__all__ = ["SETTINGS", "SYSTEM", "python_paths"]

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
SETTINGS = tuple(
    f"/etc/{name}"
    for name in ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "fonts", "alternatives")
)


def python_paths() -> list[str]:
    """Folders and files that this Python needs to import what it can import now."""
    paths = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    paths |= set(sysconfig.get_paths().values())
    paths |= {entry for entry in sys.path if "site-packages" in entry or "dist-packages" in entry}
    # Where nbjudge is an editable install: its packages, and nothing else of that folder.
    packages = Path(nbjudge.__file__).parents[1].glob("*/__init__.py")
    paths |= {os.fspath(package.parent) for package in packages}
    found = sorted({os.path.realpath(path) for path in paths if Path(path).exists()} | {sys.prefix})
    return [path for path in found if not any(_within(path, other) for other in found)]


def _within(path: str, folder: str) -> bool:
    return path != folder and Path(path).is_relative_to(folder)
