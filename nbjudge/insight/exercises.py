"""The exercises of a notebook, in order: their cells, points and templates.

Feedback and report are laid out by it. It is read from the source notebook, which alone has the
templates; where that is not at hand, a graded notebook gives all the rest.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from nbgrader.utils import is_grade, is_solution, is_task

from nbjudge.authoring.blanks import find_templates
from nbjudge.authoring.levels import level_of
from nbjudge.course import exercise_of, grade_id
from nbjudge.errors import NbjudgeError
from nbjudge.grading.reach import dependencies

__all__ = ["Exercise", "outline"]


IDEA = "idea:"  # a solution cell's tag begins with it


@dataclass
class Exercise:
    """One exercise, or one question that is marked by hand."""

    name: str  # grade id of the solution cell, or of the task
    title: str  # the heading above it, as Markdown
    kind: str  # "code", "answer" (marked by hand) or "task"
    points: dict = field(default_factory=dict)  # grade id of a marked cell → its points
    source: str = ""  # of the solution cell, with templates and answers
    templates: list = field(default_factory=list)
    uses: set = field(default_factory=set)  # other exercises that its tests reach
    ideas: tuple = ()  # what the tags of the solution cell say that it asks for

    @property
    def most(self):
        """The points that can be had."""
        return sum(self.points.values())


def outline(nb, source=True):
    """[`Exercise`] of a notebook, in order; ``source`` says whether it holds the templates.

    A test belongs to the exercise that it is named after, or else to the one above it.
    """
    found, title, levels = {}, "", {}
    solutions = [grade_id(cell) for cell in nb.cells if is_solution(cell) and not is_grade(cell)]
    for cell in nb.cells:
        name = grade_id(cell)
        if cell.cell_type == "markdown" and not is_solution(cell):
            # A task also holds its marking scheme, which is not for students.
            text = cell.source.partition("BEGIN MARK SCHEME")[0] if is_task(cell) else cell.source
            for level, heading in _headings(text):
                levels.setdefault(heading, level)
                title = heading
        if is_task(cell):
            found[name] = Exercise(name, title, "task", {name: _points(cell)})
        elif is_solution(cell):
            code = cell.cell_type == "code"
            found[name] = Exercise(name, title, "answer" if is_grade(cell) else "code")
            found[name].ideas = tuple(
                tag.removeprefix(IDEA).strip()
                for tag in cell.metadata.get("tags", [])
                if tag.startswith(IDEA)
            )
            if is_grade(cell):
                found[name].points[name] = _points(cell)
            if source and code:
                found[name].source = cell.source
                shown = "expression" if level_of(nb, cell) == "expression" else "line"
                found[name].templates = find_templates(cell.source, shown)
        elif is_grade(cell):
            owner = _owner(name, solutions, found)
            found.setdefault(owner, Exercise(owner, title, "code")).points[name] = _points(cell)
    if source:
        for name, uses in dependencies(nb.cells).items():
            found[name].uses = uses
    _name_untitled(list(found.values()), levels)
    return list(found.values())


def _name_untitled(exercises, levels):
    """Exercises get titles of their own.

    ``levels`` are {heading: its level} of the notebook, in order. The first one is the title of the
    notebook, and of no exercise, where several stand below it, or others below lower headings. Any
    other heading of several exercises is told apart by their names.
    """
    first = next(iter(levels), None)
    shared = Counter(exercise.title for exercise in exercises)
    lower = any(levels.get(exercise.title, 0) > levels[first] for exercise in exercises if first)
    for exercise in exercises:
        if exercise.title == first and (shared[first] > 1 or lower):
            exercise.title = ""
        elif exercise.title and shared[exercise.title] > 1:
            exercise.title = f"{exercise.title}: {_as_text(exercise.name)}"


def _as_text(name):
    return name.replace("_", r"\_")  # a title is Markdown


def _points(cell):
    return float(cell.metadata.nbgrader.get("points", 0))


def _owner(test, solutions, found):
    try:
        return exercise_of(test, solutions)
    except NbjudgeError:
        return next(reversed(found), test)


def _headings(text):
    """[(level, heading)] of a Markdown cell."""
    found = re.findall(r"^(#{1,6})[ \t]+(\S.*?)[ \t]*#*$", text, flags=re.MULTILINE)
    return [(len(signs), heading) for signs, heading in found]
