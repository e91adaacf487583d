"""nbgrader's steps with an open gradebook do what they do with their own."""

import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import OverwriteKernelspec

from nbjudge.grading.restore.cells import RestoreKernelspec

THEIRS = {"name": "ir", "display_name": "R"}
SOURCE = '{"name": "python3", "display_name": "Python 3"}'


@pytest.mark.parametrize("known", [SOURCE, "{}", None])
def test_is_the_kernelspec_restored_as_by_nbgrader(tmp_path, known):
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    found = []
    with Gradebook(url) as gradebook:
        gradebook.add_assignment("ps1")
        gradebook.add_notebook("ps1", "ps1", kernelspec=known)
        names = {"notebook": "ps1", "assignment": "ps1", "db_url": url}
        for step in (RestoreKernelspec, OverwriteKernelspec):
            nb = new_notebook(metadata={"kernelspec": THEIRS})
            nb, _ = step()(nb, {"nbgrader": names, "gradebook": gradebook})
            found.append(nb.metadata.kernelspec)
    assert found[0] == found[1]
    assert (found[0] == THEIRS) == (known != SOURCE)
