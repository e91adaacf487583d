"""The commands as functions: what a program may rely on.

Each takes a course, or its folder, and plain typed arguments, and returns plain typed data. What
cannot be done is raised as an error of `nbjudge.errors`.
"""

from nbjudge.authoring.audit import Report as AuditReport
from nbjudge.authoring.audit import audit
from nbjudge.authoring.build import Built, Checked, build, check, check_file
from nbjudge.authoring.regrade import Regraded, regrade
from nbjudge.authoring.starter import Adopted, adopt, new
from nbjudge.collecting.collect import Collected, collect
from nbjudge.collecting.export import export
from nbjudge.course import Course
from nbjudge.grading.classrun.command import Graded, grade
from nbjudge.insight.one_file import FileGraded, Mark, grade_file
from nbjudge.insight.report import report

__all__ = [
    "Adopted",
    "AuditReport",
    "Built",
    "Checked",
    "Collected",
    "Course",
    "FileGraded",
    "Graded",
    "Mark",
    "Regraded",
    "adopt",
    "audit",
    "build",
    "check",
    "check_file",
    "collect",
    "export",
    "grade",
    "grade_file",
    "new",
    "regrade",
    "report",
]
