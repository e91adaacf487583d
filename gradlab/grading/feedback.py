"""What a student sees of the tests: what failed, in words, and no hidden test."""

from nbformat.v4 import new_output
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from nbgrader.utils import has_failed
from traitlets import Bool, List

from gradlab.grading.execute import is_test

__all__ = ["HideTests", "feedback_preprocessors"]


def feedback_preprocessors(defaults):
    """nbgrader's list of preprocessors for `GenerateFeedback`, with gradlab's before them."""
    return [HideTests, *defaults]


class HideTests(ClearHiddenTests):
    """Take the hidden tests, and all that they printed or expected, out of the feedback."""

    show_tests = Bool(
        False, help="Show students the hidden tests and what they printed, as nbgrader does."
    ).tag(config=True)

    # The HTML exporter sets it for all preprocessors.
    display_data_priority = List(NbGraderPreprocessor.display_data_priority.default()).tag(
        config=True
    )

    def preprocess(self, nb, resources):
        if not self.show_tests:
            for cell in filter(is_test, nb.cells):
                self._hide(cell)
            if not nb.metadata.get("gradlab", {}).get("sandbox", True):
                self.log.warning("Graded without a sandbox")
        return nb, resources

    def _hide(self, cell):
        if self._remove_hidden_test_region(cell):
            cell.source = f"{cell.source.rstrip()}\n# Hidden tests follow."
        message = cell.metadata.get("gradlab", {}).get("message")
        if message is None and has_failed(cell):
            message = "A test found that this is not right yet."
        if message is not None:
            name = message.partition(":")[0] if ":" in message.partition("\n")[0] else "Error"
            cell.outputs = [new_output("error", ename=name, evalue="", traceback=[message])]
        else:
            partial = [out for out in cell.outputs if out.output_type == "execute_result"]
            text = "Graded.\n" if partial else "All tests of this cell passed.\n"
            cell.outputs = [new_output("stream", name="stdout", text=text), *partial]
