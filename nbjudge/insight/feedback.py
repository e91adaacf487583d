"""A student's feedback page: the marks, the own code with its blanks judged, and what to mend.

`FeedbackExporter` takes the place of nbgrader's HTML exporter in `generate_feedback`. Of test cells
it shows the words in which they failed, and nothing else.
"""

from functools import lru_cache
from pathlib import Path

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import has_failed, is_grade, is_solution, is_task
from traitlets import default

from nbjudge.course import grade_id, is_test, seconds
from nbjudge.errors import SourceError
from nbjudge.grading.notebook.verdict import NOT_RIGHT, followed, headline, own_error, rows
from nbjudge.grading.notebook.verdict import of as verdict_of
from nbjudge.insight import html
from nbjudge.insight.blank_readings import judge, one_newline, read
from nbjudge.insight.canonical import LONGEST
from nbjudge.insight.class_work import full_name, shown_name
from nbjudge.insight.exercises import outline
from nbjudge.insight.hide_tests import hide_mark_scheme
from nbjudge.names import names_defined, names_used

__all__ = ["FeedbackExporter"]

_FIGURES = 2  # of one exercise


class FeedbackExporter(Exporter):
    """One self-contained HTML page out of a graded notebook."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self):
        return ".html"

    def from_notebook_node(self, nb, resources=None, **kwargs):
        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        names = resources["nbgrader"]
        page = _Page(nb, self._outline(nb, names), resources)
        text = (
            html.environment()
            .get_template("feedback.html")
            .render(
                title=page.title,
                student=page.student,
                assignment=names["assignment"],
                score=names["score"],
                most=names["max_score"],
                late_penalty=names["late_penalty"],
                exercises=page.exercises,
                seconds=sum(map(seconds, nb.cells)),
                sandbox=nb.metadata.get("nbjudge", {}).get("sandbox", True),
            )
        )
        return text, resources

    def _outline(self, nb, names):
        """Of the source notebook, where it is at hand: it alone knows the blanks."""
        course = getattr(self.parent, "coursedir", None)
        if course is not None:
            folder = course.format_path(course.source_directory, ".", names["assignment"])
            path = Path(course.root, folder, f"{names['notebook']}.ipynb")
            if path.is_file():
                try:
                    return _source_outline(path, path.stat().st_mtime_ns)
                except SourceError as error:
                    self.log.warning("Feedback without the blanks: %s", error)
        return outline(nb, source=False)


@lru_cache(maxsize=10)
def _source_outline(path, _):
    return outline(nbformat.read(path, as_version=4))


class _Page:
    """What the template needs of a notebook."""

    def __init__(self, nb, exercises, resources):
        self._nb, self._exercises = nb, exercises
        self._show_tests = resources.get("nbjudge", {}).get("show_tests", False)
        self._cells = {name: i for i, cell in enumerate(nb.cells) if (name := grade_id(cell))}
        self._titles = {exercise.name: exercise.title or exercise.name for exercise in exercises}
        self.student, self._waiting = self._of_the_gradebook(resources["nbgrader"])
        self._full = {e.name for e in exercises if self._score(e) >= e.most - 1e-9}
        heading = next((c.source for c in nb.cells if c.cell_type == "markdown"), "")
        first = heading.strip().split("\n")[0]
        self.title = (
            first.lstrip("# ") if first.startswith("#") else resources["nbgrader"]["notebook"]
        )
        self.exercises = [self._exercise(e) for e in exercises if e.points]

    def _cell(self, name):
        index = self._cells.get(name)
        return None if index is None else self._nb.cells[index]

    def _score(self, exercise):
        return sum(self._nbgrader(name).get("score") or 0 for name in exercise.points)

    def _nbgrader(self, name):
        cell = self._cell(name)
        return {} if cell is None else cell.metadata.nbgrader

    def _of_the_gradebook(self, names):
        """How the student is called, and the grade ids of what nobody has marked yet."""
        with Gradebook(names["db_url"]) as gradebook:
            try:
                notebook = gradebook.find_submission_notebook(
                    names["notebook"], names["assignment"], names["student"]
                )
            except MissingEntry:
                return names["student"], set()
            student = notebook.student
            called = full_name(student.first_name, student.last_name)
            return shown_name(student.id, called), {
                grade.name
                for grade in notebook.grades
                if grade.manual_score is None and grade.auto_score is None
            }

    def _exercise(self, exercise):
        cell, score = self._cell(exercise.name), self._score(exercise)
        tests = [self._cell(name) for name in exercise.points]
        tests = [test for test in tests if test is not None and is_test(test)]
        waiting = bool(self._waiting & set(exercise.points))
        own = cell is not None and cell.cell_type == "code"
        full = exercise.name in self._full
        code = one_newline(cell.source) if own else ""
        reading = read(exercise, code) if own and exercise.templates else None
        settled = exercise.uses <= self._full
        marks = [
            # Before what it uses is right, nobody can tell whether it is.
            (a.start, a.end, "unsure" if a.state == "other" and not settled else a.state)
            for a in (judge(reading, full, settled) if reading else ())
        ]
        return {
            "name": exercise.name,
            "title": self._titles[exercise.name],
            "kind": exercise.kind,
            "score": score,
            "most": exercise.most,
            "state": "waiting" if waiting else "full" if full else "part" if score else "none",
            "code": html.code(code, marks) if own else None,
            "texts": self._texts(cell) if cell is not None and not own else [],
            "states": {state for _, _, state in marks},
            "error": None if full or not own else own_error(cell),
            "messages": [m for m in map(self._message, tests) if m],
            "first": [] if full else self._first(exercise),
            "alike": bool(reading) and reading.as_source,
            "figures": self._figures(cell) if own else [],
            "comment": (cell.metadata.nbgrader.get("comment") or "") if cell is not None else "",
            "run": seconds(cell) if own else 0,
            "tested": sum(map(seconds, tests)),
            "tests": [_whole(test) for test in tests] if self._show_tests else [],
        }

    def _texts(self, cell):
        """A written answer; or a task, without its marking scheme, and what is written below it."""
        if not is_task(cell):
            return [cell.source]
        hide_mark_scheme(cell)
        texts = [cell.source]
        for other in self._nb.cells[self._cells[grade_id(cell)] + 1 :]:
            if other.cell_type != "markdown" or grade_id(other) or other.source.startswith("#"):
                break
            texts.append(other.source)
        return texts

    def _message(self, test):
        """Why a test failed, in words."""
        verdict = verdict_of(test)
        if not has_failed(test) and not (verdict and verdict.follow_through):
            return None
        if verdict is None:
            return {"head": NOT_RIGHT, "rows": [], "rest": ""}
        head, _, rest = headline(verdict).strip().partition("\n")
        steps = "" if followed(verdict) else verdict.steps
        rest = "\n".join(filter(None, [rest, steps]))
        return {"head": head, "rows": rows(verdict), "rest": rest}

    def _first(self, exercise):
        """Exercises that this one uses, and that are to be mended before."""
        return [
            (other.name, self._titles[other.name])
            for other in self._exercises
            if other.name in exercise.uses - self._full
        ]

    def _figures(self, cell):
        """Pictures from the exercise, and from the cells below that use what it defines."""
        index = self._cells[grade_id(cell)]
        names, found = _names(names_defined, cell), []
        for other in self._nb.cells[index:]:
            if other.cell_type != "code" or is_grade(other):
                continue
            if other is not cell:
                if is_solution(other):
                    break
                if not _names(names_used, other) & names:
                    continue
                names |= _names(names_defined, other)
            found += [
                source
                for output in other.get("outputs", [])
                if (source := html.image(output.get("data", {})))
            ]
        return found[-_FIGURES:]


def _names(find, cell):
    """What `names_defined` or `names_used` find in a cell; none where it is too much."""
    try:
        return find(cell.source) if len(cell.source) <= LONGEST else set()
    except (ValueError, RecursionError, MemoryError):
        return set()


def _whole(test):
    """A test and what came of it, for an instructor who wants students to see both."""
    outputs = [
        output.get("text") or "\n".join(output.get("traceback", [])) for output in test.outputs
    ]
    return {"code": html.code(test.source), "output": "\n".join(filter(None, outputs))}
