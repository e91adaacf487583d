"""``nbjudge build`` and ``check``: releases that show no answer, whatever the configuration says.

The sources are read and a release is made on trial, in a folder of its own and without the
gradebook, and searched. Only when nothing is found in any of the assignments are the releases made.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from nbjudge.authoring.check_release import all_answers, review_blanks, review_release
from nbjudge.authoring.check_source import dropped_texts, is_foreign, review_source
from nbjudge.authoring.levels import check_level
from nbjudge.authoring.preprocessors import dropped_text, give_ids, review_files
from nbjudge.authoring.reveals import revealed
from nbjudge.course import CONFIGURATION, Course, build_options
from nbjudge.errors import BuildError, ConfigurationError, CourseError, NbjudgeError, SourceError

__all__ = ["Built", "Checked", "build", "check", "check_file"]


@dataclass(frozen=True)
class Built:
    """Releases that were made."""

    files: dict[str, list[Path]] = field(default_factory=dict)  # assignment → files of its release
    advice: list[str] = field(default_factory=list)  # what might be better in the sources


def build(
    course: Course | str | os.PathLike[str],
    assignments: Iterable[str] = (),
    *,
    install: str | None = None,
    level: str | None = None,
    into: str | os.PathLike[str] | None = None,
) -> Built:
    """Make the releases of assignments, by default of all; returns what was made.

    Parameters
    ----------
    install : the path of a wheel, or an address, from which releases get the packages that they
        import; None for what the configuration says.
    level : how much of each exercise is hidden: "expression", "line", "body" or "specification";
        None for what the sources say. The tests and marks are the same at each.
    into : a folder for releases that are one student's, or a group's, INTO/ASSIGNMENT/…; the
        class's releases and the gradebook stay as they are. None for the class.

    Raises `BuildError` with all that is wrong in any of them. Then nothing is made, and the
    releases that are there are kept.
    """
    course = Course(course)
    names = course.check_assignments(list(assignments))
    check_level(level)
    found = [_look(course, name, install, level) for name in names]
    faults = [fault for some, _ in found for fault in some]
    if faults or (faults := _refused(course, names)):
        raise BuildError(faults)
    advice = [str(hint) for _, some in found for hint in some] + _revealed(course, names)
    made = {
        name: course.build(name, install, level)
        if into is None
        else _build_into(course, name, into, build_options(install, level))
        for name in names
    }
    return Built(made, list(dict.fromkeys(advice)))


def _build_into(
    course: Course, name: str, into: str | os.PathLike[str], options: list[str]
) -> list[Path]:
    """Make a release that is not the class's; returns its files."""
    folder = Path(into).expanduser().resolve() / name
    if folder == course.place("release", name).resolve():
        raise ConfigurationError(f"{folder} is the class's own release. Choose another folder.")
    with tempfile.TemporaryDirectory(prefix="nbjudge-build-") as place:
        options = [*options, "--no-db", f"--CourseDirectory.release_directory={place}"]
        made = course.generate(name, *options)
        shutil.copytree(made, folder, dirs_exist_ok=True)
        return sorted(folder / p.relative_to(made) for p in made.rglob("*") if p.is_file())


def _revealed(course: Course, names: list[str]) -> list[str]:
    """What the assignments give away of those before them, of which they take up parts."""
    before: list[tuple[str, NotebookNode]] = []
    found = []
    for name in course.assignments:
        try:
            here = [nb for _, nb in _notebooks(course.place("source", name))]
        except SourceError:  # of one that is not built now
            continue
        if name in names:
            found += [f"{name}, {words}" for nb in here for words in revealed(before, nb)]
        before += [(name, nb) for nb in here]
    return found


def _refused(course: Course, names: list[str]) -> list[NbjudgeError]:
    """Tests that the judge cannot run, where the configuration refuses them."""
    from nbjudge.authoring.ways import Ways  # it loads all that runs notebooks

    try:
        ways = Ways(course)
    except ConfigurationError:  # a course without the judge
        return []
    return [fault for name in names for fault in ways.refused(name)]


@dataclass(frozen=True)
class Checked:
    """What was found in an assignment; nothing was written."""

    faults: list[str] = field(default_factory=list)  # what stops its build
    advice: list[str] = field(default_factory=list)  # what might be better


def check(course: Course, assignment: str) -> Checked:
    """Look for all that would stop the build of an assignment."""
    (name,) = course.check_assignments([assignment])
    faults, hints = _look(course, name)
    return Checked(list(map(str, faults)), list(dict.fromkeys(map(str, hints))))


def check_file(path: str | os.PathLike[str]) -> Checked:
    """Look for all that would stop a build from a source notebook, in a course or in none.

    What lies beside it is looked at too. Raises `CourseError` where there is no such notebook.
    """
    path = Path(path).resolve()
    if path.suffix != ".ipynb" or not path.is_file():
        raise CourseError(f"There is no notebook {path}.")
    for folder in path.parents:
        if (folder / CONFIGURATION).is_file():
            course = Course(folder)
            for name in course.assignments:
                if course.place("source", name) == path.parent:
                    return check(course, name)
    with tempfile.TemporaryDirectory(prefix="nbjudge-check-") as alone:
        root = Path(alone)
        place = root / "source" / path.stem
        place.mkdir(parents=True)
        shutil.copy(path, place)
        (root / CONFIGURATION).write_text(_BARE, encoding="utf-8")
        return check(Course(root), path.stem)


_Found = tuple[list[NbjudgeError], list[NbjudgeError]]
_BARE = "import nbjudge\n\nnbjudge.configure(get_config())\n"


def _look(
    course: Course, assignment: str, install: str | None = None, level: str | None = None
) -> _Found:
    """(faults, hints) of an assignment, as errors."""
    faults, hints = _review(course, assignment)
    if not faults:
        faults, more = _try(course, assignment, install, level)
        hints += more
    return faults, hints


def _notebooks(folder: Path) -> Iterator[tuple[str, NotebookNode]]:
    """[(name, notebook)] of a folder; raises `SourceError` for a file that is none."""
    for path in sorted(folder.glob("*.ipynb")):
        try:
            nb = nbformat.read(path, as_version=4)
        except Exception as error:  # nbformat and json raise a dozen kinds for a broken file
            raise SourceError(
                f"{path.name} cannot be read ({type(error).__name__}).",
                "Open and save it in JupyterLab.",
            ) from error
        give_ids(nb)
        yield path.stem, nb


def _review(course: Course, assignment: str) -> _Found:
    """(faults, hints) of the sources of an assignment, as `SourceError`s."""
    folder = course.place("source", assignment)
    faults: list[SourceError] = list(review_files(folder))
    hints: list[NbjudgeError] = []
    try:
        for name, nb in _notebooks(folder):
            place = {"assignment": assignment, "notebook": name}
            foreign = is_foreign(nb)
            for error in review_source(nb):
                (hints if foreign and error.style else faults).append(error.at(**place))
            hints += [dropped_text(cell, place) for cell in dropped_texts(nb)]
    except SourceError as error:
        faults.append(error)
    return [error.at(assignment=assignment) for error in faults], hints


def _try(course: Course, assignment: str, install: str | None, level: str | None) -> _Found:
    """(faults, hints) of a release that is made on trial."""
    faults: list[NbjudgeError] = []
    hints: list[NbjudgeError] = []
    with tempfile.TemporaryDirectory(prefix="nbjudge-build-") as folder:
        options = [*build_options(install, level), "--no-db"]
        options.append(f"--CourseDirectory.release_directory={folder}")
        chosen = level or course.application.config.ClearBlanks.get("level", "")
        try:
            made = course.generate(assignment, *options)
            sources = dict(_notebooks(course.place("source", assignment)))
            for name, nb in _notebooks(made):
                place = {"assignment": assignment, "notebook": name}
                foreign = is_foreign(sources[name])
                source = sources[name]
                secrets = all_answers(source, chosen)
                errors = [*review_release(nb, secrets), *review_blanks(source, nb, chosen)]
                known = set(map(str, errors))
                given = review_release(nb, all_answers(source, chosen, whole=True))
                hints += [e.at(**place) for e in given if str(e) not in known]
                for error in errors:
                    (hints if foreign and error.style else faults).append(error.at(**place))
        except NbjudgeError as error:
            faults.append(error)
    return faults, hints
