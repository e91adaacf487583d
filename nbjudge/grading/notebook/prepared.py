"""Locked cells that are run once, for all submissions that have the same ones.

A notebook's read-only cells (imports, loading of data, helpers) are the instructor's, and the same
for a whole class. The judge needs what they define; and where a notebook begins with them, each
student's kernel can begin as a copy of a process that has run them.
"""

import copy
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field

from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import is_grade, is_locked

from nbjudge import looking
from nbjudge.course import grade_id
from nbjudge.errors import SubmissionError
from nbjudge.grading.course_files import source_cells, source_folder, source_places
from nbjudge.grading.judge import jobs
from nbjudge.grading.judge.names import read_names
from nbjudge.grading.sandbox.forkserver import ForkServer
from nbjudge.grading.sandbox.provisioner import fork_server, use_fork_server

__all__ = [
    "Clones",
    "Prepared",
    "check_language",
    "discard",
    "is_skipped",
    "left_out",
    "locked_cells",
    "prepare",
    "prepare_ahead",
]

_MOST = 4  # sets of locked cells that are kept in one process
_kept = {}  # (process id, digest of the locked cells) → `Prepared`


def locked_cells(nb):
    """[(grade id, source)] of the read-only code cells, whose text nbgrader has restored."""
    return [
        (grade_id(cell), cell.source)
        for cell in nb.cells
        if cell.cell_type == "code" and is_locked(cell) and not is_grade(cell) and grade_id(cell)
    ]


def is_skipped(cell, tag):
    """Whether nbclient leaves a cell out: it is empty, or bears the tag for that."""
    return tag in cell.metadata.get("tags", []) or not cell.source.strip()


@dataclass
class Prepared:
    """Locked cells that have been run, for all submissions that have the same."""

    judge: ForkServer  # of which judges are forked
    kernel: ForkServer | None = None  # of which kernels are forked
    # Of the cells at the head of the notebook; None where it takes a kernel to find out.
    outputs: list | None = None
    warm: set = field(default_factory=set)  # packages that have been imported for the kernels
    failed: dict = field(default_factory=dict)  # locked cell → its error, until that is told

    def clone(self):
        """The same in warm processes of their own."""
        kernel = self.kernel and self.kernel.clone()
        failed = dict(self.failed)
        return Prepared(self.judge.clone(), kernel, self.outputs, set(self.warm), failed)

    def close(self):
        self.judge.close()
        self.forget_kernel()

    def forget_kernel(self):
        """Let each kernel run the head cells itself."""
        if self.kernel is not None:
            self.kernel.close()
        self.kernel = None


def check_language(spec):
    """Refuse a notebook whose kernel is not one of Python; ``spec`` is Jupyter's of that kernel."""
    if spec.language.lower() != "python":
        raise SubmissionError(
            f"The judge runs Python notebooks, and this one is for {spec.display_name}. Grade it "
            "with nbgrader's own Execute, in a course of its own (docs/judge.md)."
        )


def discard():
    """Begin afresh with the next notebook: one of the warm processes was lost, or may be."""
    while _kept:
        _kept.popitem()[1].close()


class Clones:
    """All that is prepared in this process, anew, for one that is to be forked of it."""

    def __init__(self):
        self._prepared = {key: prepared.clone() for (_, key), prepared in _kept.items()}
        self._server = fork_server().clone()

    def adopt(self):
        """In that process: use these, and nothing else that was prepared."""
        discard()
        use_fork_server(self._server)
        _kept.update({(os.getpid(), key): one for key, one in self._prepared.items()})

    def close(self):
        """In this process: that one has them now."""
        for one in (self._server, *self._prepared.values()):
            one.close()


def _source_names(step, resources):
    """What the source says of its names, see `read_names`."""
    names = resources.get("nbjudge", {}).get("names")
    return read_names(source_cells(step, resources)) if names is None else names


def left_out(step, nb, resources):
    """Indexes of the cells for looking that the student has left as they were (`looking`)."""
    known = _source_names(step, resources).get("looking", {}) if step.leave_out else {}
    return looking.left_out(nb.cells, known, step.skip_cells_with_tag)


def prepare(step, nb, resources):
    """Run a notebook's locked cells, where no notebook before had the same.

    Parameters
    ----------
    step : the `JudgedExecute` that is about to run the notebook; its options count.
    nb : the sanitized notebook.
    resources : nbgrader's, with the student's and the instructor's files.

    Returns
    -------
    (`Prepared`, the indexes of the cells at the head of the notebook that need not be run).

    Raises `HelperError` where a warm process was lost.
    """
    found, head, warm = _prepare(step, nb, resources)
    while found.failed:
        name, error = found.failed.popitem()
        step.log.warning("The locked cell %s fails in the judge: %s", name, error)
    if found.kernel is not None and found.outputs is None:
        found.outputs = _rehearse(step, nb, resources, head)
        if not found.outputs:
            found.forget_kernel()
    if found.kernel is None:
        return found, []
    if not warm <= found.warm:
        found.kernel.warm(warm)
        found.warm |= warm
    return found, head


def prepare_ahead(step, nb, resources):
    """Do of `prepare` all that a process can that is to be forked later, and has one thread."""
    _prepare(step, nb, resources)


def _prepare(step, nb, resources):
    """(`Prepared`, indexes of the head cells, packages to warm) of a notebook."""
    folder, places = _folder(step, resources), source_places(step, resources)
    # In the order of the source: a student can change that of the submission.
    cells = sorted(locked_cells(nb), key=lambda cell: places.get(cell[0], 0))
    head = _head_cells(nb, cells, step.skip_cells_with_tag) if step.share_setup else []
    warm = set(_imports(step, nb))
    fork_server().warm({*jobs.IMPORTS, *warm})
    names = _source_names(step, resources)
    digest = hashlib.sha256(json.dumps([cells, len(head), folder, names]).encode()).digest()
    key = os.getpid(), digest
    if key not in _kept:
        while len(_kept) >= _MOST:
            _kept.pop(next(iter(_kept))).close()
        beside = source_folder(step, resources) is not None
        _kept[key] = _run_locked(cells, cells[: len(head)], folder, names, beside)
    return _kept[key], head, warm


def _folder(step, resources):
    """Where the locked cells work."""
    folder = source_folder(step, resources)
    return os.fspath(folder.resolve() if folder else tempfile.gettempdir())


def _imports(step, nb):
    """Those of the packages to warm that the notebook's code imports."""
    found = set()
    for cell in nb.cells:
        if cell.cell_type == "code" and not is_skipped(cell, step.skip_cells_with_tag):
            for line in cell.source.splitlines():
                words = line.replace(",", " ").split()
                if words[:1] in (["import"], ["from"]):
                    found |= {word.partition(".")[0] for word in words}
    warm = [package for package in step.warm if package.partition(".")[0] in found]
    return warm + [name for package in found for name in step.warm_with.get(package, ())]


def _head_cells(nb, cells, skip_tag):
    """Indexes of the locked cells with which the notebook begins, as the source does."""
    found = []
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if len(found) == len(cells) or cells[len(found)] != (grade_id(cell), cell.source):
            break
        if not is_locked(cell) or is_skipped(cell, skip_tag):
            break
        found.append(index)
    return found


def _run_locked(cells, head, folder, names, beside):
    """`Prepared` of all locked ``cells``, of which the notebook begins with ``head``."""
    base, outputs = None, None
    if head:
        base = fork_server().clone()
        reason, quiet = jobs.run_head_cells(base, head, folder)
        outputs = [[] for _ in head] if quiet else None
        if reason is not None:
            base.close()
            base = None
    prepared = Prepared((base or fork_server()).clone(), base, outputs)
    prepared.failed = jobs.run_locked_cells(prepared.judge, cells, folder, names, beside)
    return prepared


def _rehearse(step, nb, resources, head):
    """The outputs of the head cells in a kernel without a student; none where they fail."""
    rehearsal = new_notebook(
        metadata=copy.deepcopy(nb.metadata),
        cells=[new_code_cell(nb.cells[index].source) for index in head],
    )
    # Without the head start, so that the cells do run.
    step = type(step)(parent=step.parent, config=step.config, log=step.log, share_setup=False)
    resources = {**resources, "metadata": {"path": _folder(step, resources)}}
    rehearsal, _ = step.preprocess(rehearsal, resources)
    outputs = [cell.outputs for cell in rehearsal.cells]
    return [] if any(o.output_type == "error" for cell in outputs for o in cell) else outputs
