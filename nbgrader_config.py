"""How nbgrader runs this course. nbjudge plugs in here, and nowhere else."""

from pathlib import Path

from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

from nbjudge.authoring.preprocessors import release_preprocessors
from nbjudge.grading.restore.files import receive_files
from nbjudge.grading.steps import autograde_preprocessors, sanitize_preprocessors
from nbjudge.insight.hide_tests import feedback_preprocessors

c = get_config()  # noqa: F821 (given by traitlets)

c.CourseDirectory.course_id = "nbjudge"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# Answers become blanks (#?), and neither a faulty source nor an answer reaches a release.
c.GenerateAssignment.preprocessors = release_preprocessors(
    GenerateAssignment.preprocessors.default()
)
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError('not attempted yet')"
}
c.ClearSolutions.text_stub = "*Your answer here.*"
# Colab: what the first cell installs, and where the badge finds the releases (empty: no badge).
c.AddColab.install = ""
c.AddColab.badge = ""

# Every submission gets a mark and a reason, whatever has become of its files and cells.
c.Autograde.pre_convert_hook = receive_files
c.Autograde.sanitize_preprocessors = sanitize_preprocessors(
    Autograde.sanitize_preprocessors.default()
)

# Students' code runs in a sandbox, the tests in the judge outside it.
c.Autograde.autograde_preprocessors = autograde_preprocessors(
    Autograde.autograde_preprocessors.default()
)

# Feedback is a page of its own: it names what failed in words, and shows no hidden test.
c.GenerateFeedback.exporter_class = "nbjudge.insight.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = feedback_preprocessors(GenerateFeedback.preprocessors.default())

# What nablabook.data needs for the offline digits, slow to import: once for the whole class.
c.JudgedExecute.warm_with = {"nablabook": ["scipy.ndimage", "sklearn.datasets"]}

# A training cell may take 60 s on the student's machine; give a slow grader twice that.
c.Execute.timeout = 120
c.Execute.interrupt_on_timeout = True
c.Execute.record_timing = True
