"""nbgrader's Execute, with the student's cells in a sandbox and the test cells in the judge."""

import copy
import hmac
import json
import logging
import time
from datetime import UTC, datetime, timedelta

import nbformat
from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_output
from nbgrader.preprocessors import ClearHiddenTests, Execute
from nbgrader.utils import is_locked
from traitlets import Any, Bool, Dict, Enum, Float, Int, List, Unicode, default

from nbjudge.course import grade_id, is_test
from nbjudge.errors import HelperError, SandboxError
from nbjudge.grading.course_files import stand_in_reason
from nbjudge.grading.judge import jobs
from nbjudge.grading.judge.known_errors import without_foreign_names
from nbjudge.grading.notebook import outputs
from nbjudge.grading.notebook.allowance import Allowance
from nbjudge.grading.notebook.classify import classes_needed, classes_of, decided_in
from nbjudge.grading.notebook.follow_through import run_follow_through
from nbjudge.grading.notebook.judging import Judge
from nbjudge.grading.notebook.prepared import check_language, discard, is_skipped, left_out, prepare
from nbjudge.grading.notebook.second_run import run_unjudged
from nbjudge.grading.notebook.unfinished import UnfinishedCells
from nbjudge.grading.notebook.verdict import Verdict, all_passed, record
from nbjudge.grading.sandbox.provisioner import BoundedKernelManager, SandboxProvisioner
from nbjudge.grading.secret import secret_of

__all__ = ["JudgedExecute"]

_PROVISIONER = "nbjudge-sandbox"
_TRIES = 3  # of a notebook, where each time a process of ours is lost
_OUTPUTS = ("stream", "display_data", "execute_result", "error", "update_display_data")
_EXIT = "ask_exit"  # what IPython's exit() puts into its reply
_NAMES = {  # kinds of verdicts as nbgrader's reader of outputs sees them
    "kernel died": "DeadKernelError",
    "not run": "NotRun",
    "test timed out": "TestTimeoutError",
}


class JudgedExecute(Execute):
    """Runs a submission: every mark depends on what the judge found, and on nothing else."""

    shutdown_kernel = Unicode("immediate")
    # The watch of the sandbox ends what takes too long, see `Clock`. These two are by the clock on
    # the wall: on a busy machine they would cost right work its marks.
    timeout_func = Any(lambda cell: None)
    raise_on_iopub_timeout = Bool(False)
    iopub_timeout = Int(20, help="Seconds to wait for the last outputs of a cell that has ended.")
    startup_timeout = Int(600, help="Seconds to wait for a kernel.")

    timeout = Int(
        120,
        allow_none=True,
        help="""
        Seconds that a cell may take. Time in which it waits for a core of a busy machine does not
        count.
        """,
    ).tag(config=True)
    notebook_timeout = Float(
        1800,
        help="""
        Seconds that all cells of a notebook may take together, counted in that way. Where it is run
        again, all runs together may take twice as many.
        """,
    ).tag(config=True)
    grace = Float(5, help="Seconds in which a kernel must answer after it was interrupted.").tag(
        config=True
    )
    restarts = Int(
        5,
        help="""
        How often a kernel that has died is started again, with the cells before run again, so
        that the rest of the notebook is marked.
        """,
    ).tag(config=True)
    max_output = Int(1000, help="Thousands of characters that a cell's output may hold.").tag(
        config=True
    )
    max_outputs = Int(
        20_000, help="Thousands of characters that the outputs of all cells together may hold."
    ).tag(config=True)
    max_cells = Int(2000, help="Code cells of a submission that are run.").tag(config=True)
    warm = List(
        Unicode(),
        ["IPython", "keras", "matplotlib.pyplot", "numpy", "pandas", "scipy", "sklearn",
         "tensorflow", "torch", "tqdm"],
        help="Packages that are imported once for all submissions, where a notebook uses them.",
    ).tag(config=True)  # fmt: skip
    warm_with = Dict(
        value_trait=List(Unicode()),
        key_trait=Unicode(),
        help="""
        Modules that are warmed where a notebook imports a package that itself imports them late,
        such as ``{"nablabook": ["sklearn.datasets"]}``.
        """,
    ).tag(config=True)
    unjudged = Enum(
        ["process", "manual", "refuse"],
        "process",
        help="""
        What is done where the judge cannot run a test that the source passes: ``process`` runs it
        in the student's own process, as nbgrader does, where its mark is not protected; ``manual``
        leaves its mark to a person; ``refuse`` grades nothing of the assignment.
        """,
    ).tag(config=True)
    second_opinion = Bool(
        False,
        help="Run all tests in the student's own process too; where they differ, a person looks.",
    ).tag(config=True)
    run_again = Bool(True, help="Whether tests that the judge cannot run are seen to in that way.")
    follow_through = Float(
        1,
        min=0,
        max=1,
        help="""
        Share of its points that an exercise can still earn where it is wrong only because earlier
        ones are: it is judged once more on top of right ones. 0 for none.
        """,
    ).tag(config=True)
    finding_out = Bool(False, help="Whether it is the source, to see what its objects decide.")
    judged = Bool(True, help="Whether test cells run in the judge, or as any other cell.")
    allowance = Any(help="The `Allowance` of a notebook that is run again; else None.")
    leave_out = Bool(True, help="Whether cells tagged ``looking`` are left out.").tag(config=True)
    judge_memory = Int(
        4096, help="MiB that the judge of a submission may use, beyond what the locked cells need."
    ).tag(config=True)
    share_setup = Bool(
        True,
        help="""
        Run the read-only cells that a notebook begins with (imports, loading of data) once for all
        submissions, outside the sandbox: each kernel begins as a copy of the process that ran them.
        """,
    ).tag(config=True)

    @default("log")
    def _quiet_log(self):
        """A log without nbclient's remarks on each message of a kernel, with all that it holds."""
        log = super()._log_default()
        if isinstance(log, logging.Logger):
            log = log.getChild("messages")
            log.setLevel(max(logging.INFO, log.parent.getEffectiveLevel()))
        return log

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("kernel_manager_class", BoundedKernelManager)
        super().__init__(*args, **kwargs)

    def create_kernel_manager(self):
        manager = self._manager = super().create_kernel_manager()
        spec = manager.kernel_spec
        check_language(spec)
        config = {"source": self._prepared.kernel, "job": jobs.KERNEL}
        spec.metadata = {
            **(spec.metadata or {}),
            "kernel_provisioner": {"provisioner_name": _PROVISIONER, "config": config},
        }
        return manager

    def preprocess(self, nb, resources):
        """Run the notebook; once more, from its beginning, where a process of ours was lost.

        The student's work may be the cause of that: the last time it is marked as it is.
        """
        self._allowance = self.allowance or Allowance(self.notebook_timeout)
        self._classes = resources.get("nbjudge", {}).get("classes")
        if self._classes is None and self.judged:
            self._classes = classes_needed(self, nb, resources)
        for left in reversed(range(_TRIES)):
            self._last_try, self._manager = not left, None
            try:
                result, resources = self._run_notebook(copy.deepcopy(nb), resources)
                break
            except Exception as error:
                ours = isinstance(error, HelperError | SandboxError) or self._is_kernel_lost()
                if self._last_try or not ours:
                    raise
                self.log.info("The notebook is run again: %s", error)
                discard()

        failed = not all_passed(result)
        if self.judged and self.run_again and (failed or self.second_opinion):
            if self._classes is None:
                self._classes = classes_of(self, resources)
            run_unjudged(self, nb, result, resources, self._classes)
            result.metadata["nbjudge"]["second_opinion"] = self.second_opinion
            if failed and self.follow_through:
                run_follow_through(self, nb, result, resources)
        return result, resources

    def again(self, log, **options):
        """A step like this one, for another run of the same notebook."""
        options |= {"parent": self.parent, "config": self.config, "allowance": self._allowance}
        return type(self)(log=log, **options)

    @property
    def given_up(self):
        """Why the notebook was not run to its end; None where it was."""
        return self._given_up

    def _run_notebook(self, nb, resources):
        self._taken = 0.0  # seconds that its cells have taken
        self._may_take = self._allowance.left
        self._restarted = 0
        self._found = {}  # test → what objects of the source decide in it
        self._sandboxed = SandboxProvisioner(config=self.config).sandbox_required
        # Why the rest of the notebook cannot be run.
        self._given_up = stand_in_reason(nb)
        self._lost = set()  # cells that have killed the kernel
        self._unfinished = UnfinishedCells()
        self._cells_run = 0
        self._written = 0  # characters of the outputs of the student's cells
        self._judge = None
        self._seed = hmac.digest(secret_of(self, resources).encode(), _own_code(nb), "sha256").hex()
        self._regions = ClearHiddenTests(parent=self)
        # What the locked cells have made, and the indexes of those that need not be run again.
        self._prepared, self._head_cells = prepare(self, nb, resources)
        self._left_out = left_out(self, nb, resources)
        # This calls preprocess_cell for each cell, and ends the kernel in any case.
        try:
            nb, resources = super().preprocess(nb, resources)
        finally:
            self._allowance.take(self._taken)
            if self._judge is not None:
                self._judge.close()
        outputs.drop_invalid(nb)
        how = {**self._manager.provisioner.how, "judge": True}
        nb.metadata["nbjudge"] = {**nb.metadata.get("nbjudge", {}), **how}
        if self.finding_out:
            nb.metadata["nbjudge"]["decided"] = self._found
        return nb, resources

    def _is_kernel_lost(self):
        """Whether the kernel has ended because a process of ours has, and not by itself."""
        provisioner = self._manager and self._manager.provisioner
        return provisioner is not None and provisioner.is_lost()

    def _check_helpers(self):
        """Where a process of ours is the cause that the kernel has ended, raise `HelperError`."""
        if not self._last_try and self._is_kernel_lost():
            raise HelperError("A process beside the student's kernel has ended.")

    @property
    def _kernel(self):
        return self.km.provisioner

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code" or outputs.mark_left_out(cell, index in self._left_out):
            return cell, resources
        if self._given_up is None and self._taken > self._may_take:
            self._given_up = self._allowance.beyond(self._may_take)
        if index in self._head_cells:
            place = self._head_cells.index(index)
            cell.outputs = copy.deepcopy(self._prepared.outputs[place])
            cell.execution_count = place + 1
        elif is_test(cell):
            self._run_test(cell, index)
        elif not is_skipped(cell, self.skip_cells_with_tag):
            self._run_cell(cell, index)
        return cell, resources

    # Cells of the student's.

    def _run_cell(self, cell, index):
        self._cells_run += 1
        if self._cells_run > self.max_cells:
            self._given_up = self._given_up or f"more than {self.max_cells} code cells"
        if self._given_up is not None:
            outputs.fail(cell, "NotRun", self._given_up)
            return
        problem = self._execute(cell, index)
        self._written += min(self._printed, self._room)
        if problem:
            outputs.fail(cell, *problem)
        limit = f"its time limit of {self._limit:g} s" if self._timed_out else ""
        began = time.process_time()
        self._unfinished.note(cell, limit)
        self._taken += time.process_time() - began  # many long cells take their time as well
        if problem:
            self._lost.add(index)
            self._restart(index)

    def _execute(self, cell, index):
        """Run a cell; returns (name, reason) where the kernel did not survive it."""
        self._printed, self._cut = 0, False
        # What the cell may write; a notebook that has written all it may, writes no more.
        self._room = max(0, min(self.max_output, self.max_outputs - self._written // 1000)) * 1000
        self._timed_out = self._asked_to_end = False
        kernel, last_outputs = self._kernel, self.iopub_timeout + self.grace
        self.kc.shell_channel.on_reply = lambda: kernel.extend_cell(last_outputs)
        kernel.begin_cell(self._limit, self.grace)
        try:
            run_sync(self._forget_messages)()
            self.execute_cell(cell, index, store_history=True)
        except Exception as error:  # a kernel can answer anything
            self._check_helpers()
            self.log.warning("Cell %s: %s", index + 1, str(error)[:200])
            return self._why(error)
        finally:
            self._taken += self._kernel.end_cell()
        if self._asked_to_end:  # it would, in a moment, in the middle of the next cell
            return "DeadKernelError", "it ended the kernel: remove exit() or quit()"
        self._kernel.look()
        if self._kernel.reason:
            return "DeadKernelError", self._kernel.reason
        if (self._timed_out or outputs.ran_out_of_memory(cell)) and self._kernel.is_full():
            return "DeadKernelError", "it left too little memory for the cells after it"
        return None

    @property
    def _limit(self):
        """Seconds that one cell may take, see `Clock`."""
        return self.timeout or self.notebook_timeout

    def _why(self, error):
        if self._kernel.timed_out and self._kernel.reason:
            self._timed_out = True
            return "CellTimeoutError", self._kernel.reason
        if self._kernel.reason:
            return "DeadKernelError", self._kernel.reason
        if isinstance(error, DeadKernelError):
            return "DeadKernelError", "the kernel has ended while it ran"
        return type(error).__name__, "its output could not be read"

    def on_cell_executed(self, **kwargs):
        reply = kwargs["execute_reply"]["content"]
        if reply["status"] == "error" and self._kernel.timed_out:
            self._timed_out = True
            text = f"CellTimeoutError: it took longer than its time limit of {self._limit:g} s."
            error = {"ename": "CellTimeoutError", "evalue": text.partition(": ")[2]}
            kwargs["cell"].outputs.append(new_output("error", **error, traceback=[text]))
        payload = reply.get("payload")
        self._asked_to_end = isinstance(payload, list) and any(
            isinstance(part, dict) and part.get("source") == _EXIT and not part.get("keepkernel")
            for part in payload
        )
        super().on_cell_executed(**kwargs)

    def process_message(self, msg, cell, cell_index):
        kind = msg["msg_type"]
        if kind.startswith("comm"):
            return None  # widgets: nobody is there to use them
        if kind in _OUTPUTS:
            self._printed += len(json.dumps(msg["content"], default=str))
            if self._printed > self._room:
                self._cut_off(cell, msg if kind == "error" else None)
                if self._printed > 50_000 * self.max_output:
                    self._kernel.stop(f"it wrote more than {50_000 * self.max_output:,} characters")
                return None
        return super().process_message(msg, cell, cell_index)

    def _cut_off(self, cell, error):
        """Say once that no more is kept of what a cell writes, but the words of its error."""
        if not self._cut:
            in_all = self._room < 1000 * self.max_output
            most = self.max_outputs if in_all else self.max_output
            outputs.say_cut_off(cell, 1000 * most, in_all)
            self._cut = True
        if error is not None and cell.outputs[-1].output_type != "error":
            cell.outputs.append(outputs.short_error(error["content"]))

    # The kernel.

    async def _forget_messages(self):
        """Drop what the kernel has sent while tests ran and nobody listened.

        Where so much waits, ZeroMQ drops what the next cell sends, and its end is never heard of.
        """
        socket, number = self.kc.iopub_channel.socket, 0
        deadline = time.monotonic() + self.grace
        # After many messages, more are on their way: wait for 50 ms of silence.
        while time.monotonic() < deadline and await socket.poll(50 if number > 500 else 0):
            await socket.recv_multipart()
            number += 1

    def _restart(self, index):
        """A new kernel, in which all cells before ``index`` are run again but those that kill."""
        while True:
            self._restarted += 1
            self._end_kernel()
            if self._restarted > self.restarts:
                self._given_up = f"the kernel has ended {self._restarted} times"
            if self._given_up is not None:
                return
            self.create_kernel_manager()
            self.start_new_kernel()
            self.start_new_kernel_client()
            if self._judge is not None:
                self._judge.connect(self._kernel.wire)
            if self._run_again(index):
                return

    def _run_again(self, index):
        for number, cell in enumerate(self.nb.cells[:index]):
            if (
                cell.cell_type != "code"
                or is_test(cell)
                or number in {*self._lost, *self._head_cells, *self._left_out}
                or is_skipped(cell, self.skip_cells_with_tag)
            ):
                continue
            if self._taken > self._may_take:
                return True
            copy = nbformat.from_dict(cell)
            problem = self._execute(copy, number)
            self.nb.cells[number] = cell
            if problem:
                self._lost.add(number)
                return False
        return True

    def _end_kernel(self):
        self.kc.stop_channels()
        run_sync(self.km.shutdown_kernel)(now=True)
        run_sync(self.km.cleanup_resources)()

    # Test cells.

    def _record(self, cell, kind, **fields):
        before = () if kind == "passed" else self._unfinished.before(cell)
        sandbox = self._sandboxed
        record(cell, Verdict(kind=kind, before=before, sandbox=sandbox, **fields))

    def _fail_test(self, cell, kind, reason):
        """A test cell gets no marks, for a reason that is no finding about the work."""
        outputs.fail(cell, _NAMES[kind], reason)
        self._record(cell, kind, text=reason.rstrip("."))

    def _run_test(self, cell, index):
        if not self.judged:
            self._run_cell(cell, index)
            return
        name = grade_id(cell)
        if self._given_up is not None:
            self._fail_test(cell, "not run", self._given_up)
            return
        if self._judge is None:
            self._judge = Judge(self._prepared.judge, self._kernel.wire, self.judge_memory)
        began, kernel = datetime.now(UTC), self._kernel
        kernel.begin_cell(self._limit, beside=self._judge.pid)
        result, problem = None, "the test cell itself did not end in time"
        try:
            result = self._judge.run(
                cell.source,
                name,
                self._limit,
                f"{self._seed} {name}",
                self._regions,
                lambda: kernel.place.activity() == "waits",
                None if self.finding_out else decided_in(self._classes, name),
            )
        except HelperError:
            if not self._last_try:
                raise
            problem = f"the judge has ended each of {_TRIES} times"
        finally:
            taken = kernel.end_cell()
            self._taken += taken + self._judge.taken
        end = began + timedelta(seconds=result["seconds"] if result else taken)
        outputs.note_times(cell, began, end)
        if kernel.reason or result is None or result["failure"] is not None:
            self._check_helpers()
        if result is None:
            self._judge.close()
            self._judge = None
            self._fail_test(cell, "test timed out", problem)
        elif kernel.timed_out:
            reason = "the student's code took longer than the time limit"
            outputs.fail(cell, "CellTimeoutError", reason)
            self._record(cell, "timed out")
        elif kernel.reason:
            self._fail_test(cell, "kernel died", f"when the tests called it, {kernel.reason}")
        else:
            cell.outputs = [nbformat.from_dict(output) for output in result["outputs"]]
            outputs.check_partial_credit(cell, self.log)
            self._found[name] = result["decided"]
            finding = result["finding"]
            if finding["kind"] == "error" and not finding.get("in_sight"):
                code = (one for one in self.nb.cells if one.cell_type == "code")
                own = [one.source for one in code if not is_test(one)]
                finding["text"] = without_foreign_names(finding["text"], own)
            self._record(cell, **finding)
            if result["failure"] is None:
                return
        self._restart(index)


def _own_code(nb):
    """The student's cells, as bytes."""
    own = [cell.source for cell in nb.cells if cell.cell_type == "code" and not is_locked(cell)]
    return json.dumps(own).encode()
