"""What a student sees of the tests: what failed, in words, no hidden test and no marking scheme."""

from nbformat.v4 import new_output
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import has_failed, is_task
from traitlets import Bool, List

from nbjudge.cell_code import without_title
from nbjudge.course import is_test
from nbjudge.grading.notebook.verdict import NOT_RIGHT, followed, of, words

__all__ = ["HideTests", "feedback_preprocessors", "hide_mark_scheme"]


def feedback_preprocessors(defaults):
    """nbgrader's list of preprocessors for `GenerateFeedback`, with nbjudge's before them."""
    return [HideTests, *(step for step in defaults if step is not HideTests)]


def hide_mark_scheme(cell):
    """Take the marking scheme, which nbgrader shows in feedback, out of a task cell."""
    ClearMarkScheme(check_attachment_leakage=False)._remove_mark_scheme_region(cell)


class HideTests(ClearHiddenTests):
    """Take hidden tests, all that they printed or expected, and marking schemes out of feedback."""

    show_tests = Bool(
        False, help="Show students the hidden tests and what they printed, as nbgrader does."
    ).tag(config=True)

    # The HTML exporter sets it for all preprocessors.
    display_data_priority = List(NbGraderPreprocessor.display_data_priority.default()).tag(
        config=True
    )

    def preprocess(self, nb, resources):
        resources.setdefault("nbjudge", {})["show_tests"] = self.show_tests
        for cell in filter(is_task, nb.cells):
            hide_mark_scheme(cell)
        if not self.show_tests:
            for cell in filter(is_test, nb.cells):
                self._hide(cell)
            if not nb.metadata.get("nbjudge", {}).get("sandbox", True):
                self.log.warning("Graded without a sandbox")
        return nb, resources

    def _hide(self, cell):
        cell.source = without_title(cell.source)
        if self._remove_hidden_test_region(cell):
            cell.source = f"{cell.source.rstrip()}\n# Hidden tests follow."
        verdict = of(cell)
        passed = verdict.kind == "passed" if verdict else not has_failed(cell)
        if verdict and followed(verdict):
            cell.outputs = [new_output("stream", name="stdout", text=words(verdict) + "\n")]
        elif not passed:
            text, name = (words(verdict), verdict.error) if verdict else (NOT_RIGHT, "")
            error = new_output("error", ename=name or "Error", evalue="", traceback=[text])
            cell.outputs = [error]
        else:
            partial = [out for out in cell.outputs if out.output_type == "execute_result"]
            text = "Graded.\n" if partial else "All tests of this cell passed.\n"
            cell.outputs = [new_output("stream", name="stdout", text=text), *partial]
