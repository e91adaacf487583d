"""nbjudge: the grader behind notebooks whose exercises grade themselves.

This is the student's door: importing it is quick, and needs neither nbgrader nor TensorFlow.
In a notebook the import also sets up two guards, see `nbjudge.guard`. `configure` is the
instructor's: the one line of an ``nbgrader_config.py``.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traitlets.config import Config

__all__ = ["configure"]

__version__ = "0.1.0"


def _guard_notebook() -> None:
    if "IPython" in sys.modules:
        from IPython import get_ipython

        shell = get_ipython()
        if shell is not None:
            from nbjudge import guard

            guard.install(shell)


def configure(c: "Config") -> None:
    """Let nbgrader build, grade and give feedback with nbjudge: the line of nbgrader_config.py.

    ``c`` is what ``get_config()`` gives there. Steps, hooks and limits that it holds already are
    kept; those that are set below the line replace nbjudge's.
    """
    from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

    from nbjudge.authoring.preprocessors import release_preprocessors
    from nbjudge.grading.classrun.notes import ReceiveAndNote
    from nbjudge.grading.restore.files import ReceiveFiles
    from nbjudge.grading.steps import autograde_preprocessors, sanitize_preprocessors
    from nbjudge.insight.hide_tests import feedback_preprocessors

    def chosen(owner: type, name: str) -> list[type]:
        """What the configuration says so far of one of nbgrader's lists, else its default."""
        default = getattr(owner, name).default()
        value = c[owner.__name__].get(name, default)
        steps = value.get_value(default) if hasattr(value, "get_value") else value
        return list(steps)

    # Answers become blanks (#?), and neither a faulty source nor an answer reaches a release.
    c.GenerateAssignment.preprocessors = release_preprocessors(
        chosen(GenerateAssignment, "preprocessors")
    )
    # Every submission gets a mark and a reason, whatever has become of its files and cells.
    hook = c.Autograde.get("pre_convert_hook")
    if not isinstance(hook, ReceiveFiles):
        c.Autograde.pre_convert_hook = ReceiveAndNote(c.CourseDirectory, hook)
    c.Autograde.sanitize_preprocessors = sanitize_preprocessors(
        chosen(Autograde, "sanitize_preprocessors")
    )
    # Students' code runs in a sandbox, the tests in the judge outside it.
    c.Autograde.autograde_preprocessors = autograde_preprocessors(
        chosen(Autograde, "autograde_preprocessors")
    )
    # Being late costs what policy.toml says, or nbgrader's own option where it says nothing.
    late = "nbjudge.grading.classrun.late.PolicyPenalty"
    c.AssignLatePenalties.setdefault("plugin_class", late)
    # Feedback names what failed in words, and shows no hidden test.
    c.GenerateFeedback.exporter_class = "nbjudge.insight.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = feedback_preprocessors(
        chosen(GenerateFeedback, "preprocessors")
    )
    # A cell may take a minute on the student's machine: twice that here, then it is interrupted.
    for name, value in (("timeout", 120), ("interrupt_on_timeout", True), ("record_timing", True)):
        c.Execute.setdefault(name, value)


_guard_notebook()
