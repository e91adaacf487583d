"""How nbgrader runs this course. nbjudge plugs in here, and nowhere else."""

from pathlib import Path

import nbjudge

c = get_config()  # noqa: F821 (given by traitlets)

c.CourseDirectory.course_id = "nbjudge"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# Blanks, the sandbox, the judge, feedback without hidden tests.
nbjudge.configure(c)

c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError('not attempted yet')"
}
c.ClearSolutions.text_stub = "*Your answer here.*"
# Students see the title of a check cell, and open it where they want to read it.
c.CollapseChecks.enabled = True
# Colab: where the first code cell gets the packages (nbjudge build --install sets it; empty: it
# says in words what to ask for), and where the badge finds the releases (empty: no badge).
c.AddColab.packages = ["nbjudge", "nablabook"]
c.AddColab.install = ""
c.AddColab.badge = ""

# What nablabook.data needs for the offline digits, slow to import: once for the whole class.
c.JudgedExecute.warm_with = {"nablabook": ["scipy.ndimage", "sklearn.datasets"]}
