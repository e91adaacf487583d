"""Which exercises are built on which, by the names that cells define and use."""

from nbgrader.utils import is_grade, is_solution

from nbjudge.course import exercise_of, grade_id, is_test
from nbjudge.errors import CourseError
from nbjudge.names import names_defined, names_used

__all__ = ["dependencies", "key", "reach", "tests_of"]


def key(cell):
    """What a cell is called here: its grade id, or where it has none, its own id."""
    return grade_id(cell) or cell.get("id")


def tests_of(cells):
    """{exercise: grade ids of its automatic tests} of a source or release notebook, in order.

    A test belongs to the exercise that it is named after, or else to the solution above it.
    """
    found = {
        grade_id(cell): []
        for cell in cells
        if cell.cell_type == "code" and is_solution(cell) and not is_grade(cell)
    }
    above = None
    for cell in cells:
        if grade_id(cell) in found:
            above = grade_id(cell)
        elif is_test(cell):
            try:
                owner = exercise_of(grade_id(cell), found)
            except CourseError:
                owner = above
            if owner is not None:
                found[owner].append(grade_id(cell))
    return found


def reach(cells):
    """{exercise: `key` of each cell that its tests depend on}.

    A test depends on the cells that define a name it uses, and on those that these depend on.
    """
    code = {key(cell): cell.source for cell in cells if cell.cell_type == "code"}
    makers = {}
    for cell in cells:
        if cell.cell_type == "code" and not is_test(cell):
            for name in names_defined(cell.source, None):
                makers.setdefault(name, set()).add(key(cell))
    found = {}
    for exercise, tests in tests_of(cells).items():
        seen, queue = set(), {exercise, *tests} & set(code)
        while queue:
            seen |= queue
            used = set().union(*(names_used(code[name], limit=None) for name in queue))
            queue = set().union(*(makers.get(name, set()) for name in used)) - seen
        found[exercise] = seen
    return found


def dependencies(cells):
    """{exercise: the exercises whose cells its tests reach}."""
    reached = reach(cells)
    return {name: (seen & set(reached)) - {name} for name, seen in reached.items()}
