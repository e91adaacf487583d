"""The one door to nbgrader: its applications, opened with the configuration of a course folder.

nbgrader goes on with its defaults where `nbgrader_config.py` cannot be loaded, and overlooks names
that it does not know. For grading, its defaults mean that students' code runs with all rights of
the instructor. So whatever nbjudge does begins here, and a configuration that cannot be loaded, or
says what nbgrader would overlook, ends in a `ConfigurationError`.
"""

import contextlib
import difflib
import io
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from traitlets import TraitError, TraitType
from traitlets.config import Application, Config, Configurable
from traitlets.config.loader import DeferredConfig, LazyConfigValue
from traitlets.utils.importstring import import_item

from nbjudge.errors import ConfigurationError

__all__ = ["open_application"]

_Application = TypeVar("_Application", bound=Application)

_CONFIGURATION = "nbgrader_config.py"
_ALIKE = 0.85  # how like the name of a class a section must be to be a slip of the pen


def open_application(
    kind: type[_Application], folder: str | os.PathLike[str], options: Iterable[str] = ()
) -> _Application:
    """An application of nbgrader's, with the configuration of a course folder; not started.

    Parameters
    ----------
    kind : its class, such as `nbgrader.apps.AutogradeApp`.
    folder : the folder that holds nbgrader_config.py.
    options : as on nbgrader's command line; they outweigh the configuration.

    Raises `ConfigurationError`.
    """
    folder = Path(folder).resolve()
    if not (folder / _CONFIGURATION).is_file():
        raise ConfigurationError(
            f"{folder} is not a course: it has no {_CONFIGURATION}. Change to the course folder, "
            "or name it with --course. A new course is made by `nbjudge new FOLDER`."
        )
    _find_scripts()
    app = kind()
    app.raise_config_file_errors = True
    said, printed = _Lines(), io.StringIO()
    app.log.handlers = [said]
    app.log.propagate = False
    try:
        with (
            contextlib.chdir(folder),  # where nbgrader looks for its configuration
            contextlib.redirect_stderr(printed),
        ):
            app.initialize(list(options))
    except SystemExit as error:  # traitlets' answer to a value of the wrong type
        raise ConfigurationError(_why_ended(error, said.lines, printed.getvalue())) from error
    except Exception as error:
        raise ConfigurationError(_why_not_loaded(error)) from error
    _check_options(app)
    _check_sections(app.config)
    return app


def _find_scripts() -> None:
    """nbgrader calls alembic by name, which lies beside a Python that nobody has activated."""
    scripts = os.fspath(Path(sys.executable).parent)
    entries = os.environ.get("PATH", "").split(os.pathsep)
    if entries[0] != scripts:
        os.environ["PATH"] = os.pathsep.join([scripts, *(e for e in entries if e != scripts)])


class _Lines(logging.Handler):
    """Keeps what an application says while it starts, where it is worse than a warning."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _why_ended(error: SystemExit, lines: Sequence[str], printed: str) -> str:
    """The reason for which traitlets, argparse or the configuration itself ended the program."""
    bad = "Bad config encountered during initialization: "
    reasons = [line.removeprefix(bad) for line in lines]
    reasons += re.findall(r"error: (.*)", printed)  # argparse's, below its usage
    if reasons:
        return f"The configuration cannot be used: {reasons[-1]}"
    return f"{_CONFIGURATION} ended the program (status {error.code}). {_NEXT}"


_NEXT = "Mend it, and give the same command again; nothing has been done."


def _why_not_loaded(error: Exception) -> str:
    """What is wrong in a configuration file, and where."""
    reason = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError):
        return f"{error.filename}, line {error.lineno}, is no valid Python ({error.msg}). {_NEXT}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).name == _CONFIGURATION]
    where = f"{ours[-1].filename}, line {ours[-1].lineno}," if ours else "The configuration"
    return f"{where} cannot be loaded: {reason}. {_NEXT}"


# What nbgrader would overlook.


def _check_options(app: Application) -> None:
    """Refuse words of the command line that nbgrader would leave without effect."""
    unknown = list(app.extra_args)
    classes = _classes()
    for name, value in app.cli_config.items():
        if not isinstance(value, Config):
            unknown.append(f"--{name}")
        elif value and name not in classes:
            unknown += [f"--{name}.{option}" for option in value]
    if unknown:
        raise ConfigurationError(
            f"Unknown: {' '.join(unknown)}. Options of nbgrader are written --CLASS.OPTION=VALUE."
        )


def _classes() -> dict[str, list[type[Configurable]]]:
    """{name: [all configurable classes of that name that are loaded]}."""
    found: dict[str, list[type[Configurable]]] = {}
    queue: list[type[Configurable]] = [Configurable]
    while queue:
        one = queue.pop()
        if one not in found.setdefault(one.__name__, []):
            found[one.__name__].append(one)
            queue += one.__subclasses__()
    return found


def _check_sections(config: Config) -> None:
    """Refuse options that no class has, and values that none takes.

    Sections of classes that are not loaded belong to other programs, but for slips of the pen.
    """
    classes = _classes()
    for name, section in config.items():
        if not isinstance(section, Config) or not section:
            continue
        if name in classes:
            for option, value in section.items():
                _check_option(name, option, value, classes[name])
        elif alike := difflib.get_close_matches(name, classes, n=1, cutoff=_ALIKE):
            raise ConfigurationError(
                f"The configuration sets c.{name}.{next(iter(section))}, and there is no class "
                f"{name}. Did you mean c.{alike[0]}? {_NEXT}"
            )


def _check_option(name: str, option: str, value: object, classes: list[type[Configurable]]) -> None:
    if isinstance(value, LazyConfigValue | Config):
        return
    traits = [
        one.class_traits(config=True)[option]
        for one in _with_subclasses(classes)  # a section counts for the classes derived from it
        if option in one.class_traits(config=True)
    ]
    if not traits:
        known = sorted({trait for one in classes for trait in one.class_traits(config=True)})
        alike = difflib.get_close_matches(option, known, n=1)
        hint = f" Did you mean {alike[0]}?" if alike else ""
        raise ConfigurationError(
            f"The configuration sets c.{name}.{option}, and {name} has no such option.{hint} "
            f"{_NEXT}"
        )
    problems = [_problem(trait, value) for trait in traits]
    if all(problems):
        raise ConfigurationError(
            f"The configuration sets c.{name}.{option} to a value that it cannot have: "
            f"{problems[0]} {_NEXT}"
        )


def _with_subclasses(classes: Iterable[type[Configurable]]) -> list[type[Configurable]]:
    queue: list[type[Configurable]] = list(classes)
    found: list[type[Configurable]] = []
    while queue:
        one = queue.pop(0)
        if one not in found:
            found.append(one)
            queue += one.__subclasses__()
    return found


def _problem(trait: TraitType[Any, Any], value: Any) -> str | None:
    """Why a trait does not take a value; None where it does, or where only its owner can tell."""
    if isinstance(value, DeferredConfig):
        value = value.get_value(trait)
    try:
        if trait.name in ("pre_convert_hook", "post_convert_hook") and isinstance(value, str):
            return _problem_of_import(value)
        trait._validate(None, value)
    except TraitError as error:
        return str(error)
    except Exception:  # validated by an instance, when there is one
        return None
    return None


def _problem_of_import(name: str) -> str | None:
    try:
        import_item(name)
    except Exception as error:
        return f"{name} cannot be imported ({type(error).__name__}: {error})."
    return None
