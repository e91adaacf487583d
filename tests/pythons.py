"""The Python interpreters of this machine, to try what must hold on each of them."""

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path

import parso
import pytest
from conftest import ROOT

VERSIONS = ("3.11", "3.12", "3.13", "3.14")


@functools.cache
def python(version):
    """The path of an interpreter of this version; skips the test where none is found."""
    roots = [Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"]
    candidates = [shutil.which(f"python{version}")]
    for root in roots:
        candidates += sorted(root.glob(f"{version}.*/bin/python{version}"), reverse=True)
    for candidate in filter(None, candidates):
        asked = subprocess.run([candidate, "--version"], capture_output=True, text=True)
        if re.match(rf"Python {re.escape(version)}\.", asked.stdout):  # pyenv's shims lead nowhere
            return os.fspath(candidate)
    pytest.skip(f"needs Python {version}")


def run(version, code, folder, **options):
    """Run code in another interpreter, which finds nbjudge and parso, and nothing else of ours."""
    for package in (ROOT / "nbjudge", Path(parso.__file__).parent):
        (folder / package.name).symlink_to(package)
    env = {"PYTHONPATH": os.fspath(folder), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath}
    done = subprocess.run(
        [python(version), "-c", code], env=env, capture_output=True, text=True, **options
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
