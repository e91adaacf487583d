"""The surface that programs may rely on."""

import inspect

import pytest

from nbjudge import api, errors
from nbjudge.errors import NbjudgeError

SURFACE = {
    "adopt": "(folder='.') -> Adopted",
    "audit": "(course, assignment, jobs=2, env=None, stock=False, answers=None, mutate=False, "
    "level=None) -> Report",
    "build": "(course, assignments=(), *, install=None, level=None, into=None) -> Built",
    "check": "(course, assignment) -> Checked",
    "check_file": "(path) -> Checked",
    "collect": "(course, assignment, source, *, names=None, pattern=None, dry_run=False) "
    "-> Collected",
    "export": "(course, assignment, file, *, to, template=None, column=None) -> Path",
    "grade": "(course, assignment, *, jobs=None, scheduler=None, students='*', notebook=None, "
    "exercise=None, force=False, timeout=None, notebook_timeout=None, timings=None, "
    "unprotected=False, second_opinion=False, options=()) -> Graded",
    "grade_file": "(course, file, assignment, *, timeout=None, notebook_timeout=None, "
    "unprotected=False, second_opinion=False, options=()) -> FileGraded",
    "new": "(folder) -> Path",
    "regrade": "(course, assignment, *, reason=None, renamed=None, jobs=None) -> Regraded",
    "report": "(course, assignment=None, *, into=None, anonymous=False, options=()) -> Path",
}


def shown(function):
    """A signature without the types of its arguments."""
    whole = inspect.signature(function)
    plain = [one.replace(annotation=inspect.Parameter.empty) for one in whole.parameters.values()]
    result = whole.return_annotation
    return str(whole.replace(parameters=plain, return_annotation=inspect.Signature.empty)) + (
        f" -> {getattr(result, '__name__', result)}"
    )


def test_the_functions_are_those_that_were_promised():
    functions = {name for name in api.__all__ if inspect.isfunction(getattr(api, name))}
    assert {name: shown(getattr(api, name)) for name in functions} == SURFACE


@pytest.mark.parametrize("name", SURFACE)
def test_every_argument_and_result_has_its_type_and_its_words(name):
    function = getattr(api, name)
    for one in inspect.signature(function).parameters.values():
        assert one.annotation is not one.empty, one.name
    assert function.__doc__


@pytest.mark.parametrize("name", [name for name in errors.__all__ if name != "NbjudgeError"])
def test_every_error_is_drawn_and_derived(name):
    assert issubclass(getattr(errors, name), NbjudgeError)
    assert f"── {name} " in errors.__doc__
