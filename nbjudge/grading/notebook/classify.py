"""Which tests of an assignment the judge can run: found out on the instructor's own notebook.

The source is run in the judge, and where it loses points there, once more as nbgrader would, in one
process. A test that is right only in that way is *in process*; one that is right in neither is
*broken*; all others are *judged*. It is done once for a source as it stands, and kept.
"""

import contextlib
import dataclasses
import functools
import hashlib
import importlib.metadata
import json
import sys
from pathlib import Path
from typing import Literal

import msgspec
import nbformat

from nbjudge import __version__
from nbjudge.course import grade_id, is_test
from nbjudge.grading.course_files import (
    kept_folder,
    notebook_of,
    source_cells,
    source_folder,
    source_places,
)
from nbjudge.grading.judge.names import read_names
from nbjudge.grading.notebook.second_run import points_of
from nbjudge.grading.notebook.task import Files, Task, execute
from nbjudge.grading.notebook.verdict import headline, of
from nbjudge.grading.secret import secret_of

__all__ = [
    "TestClass",
    "classes_needed",
    "classes_of",
    "classify",
    "decided_in",
    "fingerprint",
    "keep",
    "not_judged",
    "read_kept",
]

_known = {}  # fingerprint → {grade id: `TestClass`}


class TestClass(msgspec.Struct, frozen=True):
    """How a test cell is run, as found out on the source.

    ``decided`` : (class, operator, place …) of what the source's own objects decide in a test that
    is judged: a comparison of a ``Vector`` and a tuple, for example.
    """

    __test__ = False  # no test of pytest's

    way: Literal["judged", "in process", "broken"]
    why: str = ""  # what the judge says of the source, or the error of a broken test
    decided: tuple[tuple[str | tuple[int, ...], ...], ...] = ()

    def told(self, unjudged):
        """What it means for students, where ``unjudged`` is that of `JudgedExecute`."""
        if self.way == "broken":
            return f"the source itself does not pass this test: {self.why}"
        return f"the judge cannot run this test, {_COMES_OF_IT[unjudged]}: {self.why}"


_COMES_OF_IT = {
    "process": "so it runs in the students' own process, where its marks are not protected",
    "manual": "so its mark waits for a person",
    "refuse": "and c.JudgedExecute.unjudged is 'refuse'",
}


_Kept = dict[str, dict[str, TestClass]]


def classify(task):
    """{grade id: `TestClass`} of the tests in the source; not of those with nothing to be said.

    ``task`` : a `Task` of which the notebook is the source.
    """
    nb = _run(task, judged=True)
    judged = {grade_id(cell): cell for cell in nb.cells if is_test(cell)}
    lost = {name for name, cell in judged.items() if points_of(cell) < _most(cell)}
    found = {
        name: TestClass("judged", decided=tuple(_frozen(places)))
        for name, places in nb.metadata["nbjudge"].get("decided", {}).items()
        if places and name not in lost
    }
    if not lost:
        return found
    for cell in _run(task, judged=False).cells:
        if is_test(cell) and grade_id(cell) in lost:
            found[grade_id(cell)] = _class_of(judged[grade_id(cell)], cell)
    return found


def not_judged(classes):
    """Those of the tests that the judge does not run, or that the source does not pass."""
    return {name: one for name, one in classes.items() if one.way != "judged"}


def _frozen(value):
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _run(task, judged):
    files = task.files or dict(task.course_files)
    options = {"judged": judged, "run_again": False, "finding_out": judged}
    task = dataclasses.replace(task, files=files, classes={}, options=options)
    return nbformat.from_dict(json.loads(execute(task).nb))


def _class_of(judged, plain):
    if points_of(plain) <= points_of(judged):
        errors = [o for o in plain.outputs if o.output_type == "error"]
        said = f"{errors[0].ename}: {errors[0].evalue}" if errors else "it writes to stderr"
        return TestClass("broken", " ".join(said.split())[:500])
    verdict = of(judged)
    why = "" if verdict is None else verdict.why
    if verdict is not None and not why:
        said = headline(verdict).rstrip(".")
        why = f"in the judge it fails ({said}): what it looks at is in the student's process alone"
    return TestClass("in process", " ".join(why.split())[:500])


def _most(cell):
    return float(cell.metadata.nbgrader["points"])


def classes_of(step, resources):
    """The same for the notebook that a `JudgedExecute` runs within nbgrader's own commands."""
    cells, folder = source_cells(step, resources), source_folder(step, resources)
    if not cells:
        return {}
    key, names = fingerprint(cells, folder), resources["nbgrader"]
    path = kept_folder(step, names["assignment"])
    if key not in _known:
        kept = read_kept(path, names["notebook"], key)
        if kept is None:
            kept = classify(_task(step, resources, cells, folder))
            keep(path, names["notebook"], key, kept)
            for name, one in not_judged(kept).items():
                step.log.warning("%s: %s", name, one.told(step.unjudged))
        _known[key] = kept
    return _known[key]


def classes_needed(step, nb, resources):
    """The same, where it must be known before the tests are run; else None."""
    tests = [cell.source for cell in nb.cells if is_test(cell)]
    if not tests:
        return None
    names = resources.get("nbjudge", {}).get("names") or read_names(source_cells(step, resources))
    needed = names["operators"] or any("plt" in text or "pyplot" in text for text in tests)
    return classes_of(step, resources) if needed else None


def decided_in(classes, name):
    """What the source's own objects decide in a test; ``classes`` as `classify` gives it."""
    return list(classes[name].decided) if classes and name in classes else []


def _task(step, resources, cells, folder):
    names = resources["nbgrader"]
    files = Files(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and path.suffix != ".ipynb"
    )
    return Task(
        names["assignment"],
        "the source",
        names["notebook"],
        json.dumps(notebook_of(cells)),
        type(step),
        step.config,
        dict(files),
        files,
        source_places(step, resources),
        read_names(cells),
        secret=secret_of(step, resources),
    )


def fingerprint(cells, folder):
    """A text that differs where the source, what lies beside it, the judge or a package does."""
    beside = []
    if folder is not None:
        beside = [
            [path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns]
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file() and path.suffix != ".ipynb"
        ]
    parts = [[c.cell_type, c.source, c.metadata.get("nbgrader")] for c in cells]
    text = json.dumps(
        [__version__, sys.version, _packages(), parts, beside], sort_keys=True, default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def _packages():
    """{name: version} of all that is installed: with others, a source may fare otherwise."""
    return {one.name: one.version for one in importlib.metadata.distributions()}


def _path(folder, notebook):
    return Path(folder, f"{notebook}.tests")


def read_kept(folder, notebook, key):
    """What `keep` has kept of a notebook, where its fingerprint is the same; else None."""
    if folder is None:
        return None
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        kept = msgspec.json.decode(_path(folder, notebook).read_bytes(), type=_Kept)
        return kept.get(key)
    return None


def keep(folder, notebook, key, classes):
    """Keep what was found; where that cannot be, it is found again the next time."""
    if folder is None:
        return
    with contextlib.suppress(OSError):
        Path(folder).mkdir(parents=True, exist_ok=True)
        partial = Path(folder, f"{notebook}.tests.partial")
        partial.write_bytes(msgspec.json.encode({key: classes}))
        partial.replace(_path(folder, notebook))
