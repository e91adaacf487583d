"""nbgrader's Execute, with the student's cells in a sandbox and the test cells in the judge."""

import ast
import contextlib
import copy
import hashlib
import json
import os
import re
import signal
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import nbformat
from jupyter_core.utils import ensure_async, run_sync
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.preprocessors import ClearHiddenTests, Execute
from nbgrader.utils import is_grade, is_locked
from traitlets import Bool, Dict, Float, Int, List, Unicode

from nbjudge.course import grade_id, is_test
from nbjudge.errors import SubmissionError
from nbjudge.grading.course_files import source_folder, source_places, stand_in_reason
from nbjudge.grading.sandbox import ipc
from nbjudge.grading.sandbox.forkserver import ForkServer, ForkServerError
from nbjudge.grading.sandbox.provisioner import (
    BoundedKernelManager,
    SandboxProvisioner,
    fork_server,
)
from nbjudge.guard import OPEN, names_defined, names_used

__all__ = ["JudgedExecute", "locked_cells", "own_error"]

_PROVISIONER = "nbjudge-sandbox"
_OUTPUTS = ("stream", "display_data", "execute_result", "error", "update_display_data")
_EXIT = "ask_exit"  # what IPython's exit() puts into its reply
_TOO_LONG = ("CellTimeoutError", "it ran longer than its time limit and could not be stopped")
_NOT_DEFINED = re.compile(r"NameError: name '(\w+)' is not defined")
_prepared = {}  # what the locked cells are → `_Prepared`


def own_error(cell):
    """In one line, the error with which a student's own cell ended; None if blanks are open."""
    for output in cell.get("outputs", []):
        if output.output_type == "error" and output.ename not in OPEN:
            return f"{output.ename}: {output.evalue}"[:500]
    return None


def locked_cells(nb):
    """[(grade id, source)] of the read-only code cells, whose text nbgrader has restored."""
    return [
        (grade_id(cell), cell.source)
        for cell in nb.cells
        if cell.cell_type == "code" and is_locked(cell) and not is_grade(cell) and grade_id(cell)
    ]


@dataclass
class _Prepared:
    """Locked cells that have been run, for all submissions that have the same."""

    judge: ForkServer  # of which judges are forked
    kernel: ForkServer | None = None  # of which kernels are forked
    outputs: list = field(default_factory=list)  # of those first cells
    warm: set = field(default_factory=set)

    def close(self):
        self.judge.close()
        if self.kernel is not None:
            self.kernel.close()


class JudgedExecute(Execute):
    """Runs a submission: every mark depends on what the judge found, and on nothing else."""

    shutdown_kernel = Unicode("immediate")

    notebook_timeout = Float(
        1800, help="Seconds that all cells of a notebook may take together."
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

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("kernel_manager_class", BoundedKernelManager)
        super().__init__(*args, **kwargs)

    def create_kernel_manager(self):
        manager = super().create_kernel_manager()
        spec = manager.kernel_spec
        if spec.language.lower() != "python":
            raise SubmissionError(
                f"The judge runs Python notebooks, and this one is for {spec.display_name}. Grade "
                "it with nbgrader's own Execute, in a course of its own (docs/judge.md)."
            )
        config = {"source": self._prepared.kernel}
        spec.metadata = {
            **(spec.metadata or {}),
            "kernel_provisioner": {"provisioner_name": _PROVISIONER, "config": config},
        }
        return manager

    def preprocess(self, nb, resources):
        self._started = time.monotonic()
        self._restarted = 0
        # Why the rest of the notebook cannot be run.
        self._given_up = stand_in_reason(nb)
        self._lost = set()  # cells that have killed the kernel
        self._unmade = {}  # names → why the cell that defines them did not come to its end
        self._cells_run = 0
        self._judge = None
        self._seed = _digest(nb)
        self._regions = ClearHiddenTests(parent=self)
        try:
            self._prepared, self._led = self._prepare(nb, resources)
        except ForkServerError:
            _prepared.clear()  # one of them was lost: the next submission begins afresh
            raise
        # This calls preprocess_cell for each cell, and ends the kernel in any case.
        try:
            nb, resources = super().preprocess(nb, resources)
        finally:
            if self._judge is not None:
                self._judge.close()
        _drop_invalid(nb)
        sandbox = SandboxProvisioner(config=self.config).sandbox_required
        nb.metadata["nbjudge"] = {**nb.metadata.get("nbjudge", {}), "sandbox": sandbox}
        return nb, resources

    def _imports(self, nb):
        """Those of the packages to warm that the notebook's code imports."""
        found = set()
        for cell in nb.cells:
            if cell.cell_type == "code" and not _is_skipped(cell, self.skip_cells_with_tag):
                for line in cell.source.splitlines():
                    words = line.replace(",", " ").split()
                    if words[:1] in (["import"], ["from"]):
                        found |= {word.partition(".")[0] for word in words}
        warm = [package for package in self.warm if package.partition(".")[0] in found]
        return warm + [name for package in found for name in self.warm_with.get(package, ())]

    def _prepare(self, nb, resources):
        """What was made ready of the notebook's locked cells, and the places of the first cells."""
        folder, places = source_folder(self, resources), source_places(self, resources)
        folder = os.fspath(folder.resolve() if folder else tempfile.gettempdir())
        # In the order of the source: a student can change that of the submission.
        cells = sorted(locked_cells(nb), key=lambda cell: places.get(cell[0], 0))
        led = self._first_cells(nb, cells) if self.share_setup else []
        warm = set(self._imports(nb))
        fork_server().warm(warm)
        key = json.dumps([cells, len(led), folder, os.getpid()])
        key = hashlib.sha256(key.encode()).digest()
        if key not in _prepared:
            while len(_prepared) >= 4:
                _prepared.pop(next(iter(_prepared))).close()
            _prepared[key] = self._run_locked(nb, resources, cells, cells[: len(led)], folder)
        found = _prepared[key]
        if found.kernel is None:
            return found, []
        if not warm <= found.warm:
            found.kernel.warm(warm)
            found.warm |= warm
        return found, led

    def _first_cells(self, nb, cells):
        """Indexes of the locked cells with which the notebook begins, as the source does."""
        found = []
        for index, cell in enumerate(nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            if len(found) == len(cells) or cells[len(found)] != (grade_id(cell), cell.source):
                break
            if not is_locked(cell) or _is_skipped(cell, self.skip_cells_with_tag):
                break
            found.append(index)
        return found

    def _run_locked(self, nb, resources, cells, led, folder):
        base, outputs = None, []
        if led:
            base = fork_server().clone()
            if base.lead(led, folder) is None:
                outputs = self._rehearse(nb, resources, led, folder)
            if not outputs:
                base.close()
                base = None
        prepared = _Prepared((base or fork_server()).clone(), base, outputs)
        for name, error in prepared.judge.prepare(cells, folder).items():
            self.log.warning("The locked cell %s fails in the judge: %s", name, error)
        return prepared

    def _rehearse(self, nb, resources, led, folder):
        """The outputs of the first cells in a kernel without a student; none where they fail."""
        rehearsal = new_notebook(
            metadata=copy.deepcopy(nb.metadata), cells=[new_code_cell(source) for _, source in led]
        )
        step = type(self)(parent=self.parent, config=self.config, log=self.log, share_setup=False)
        resources = {**resources, "metadata": {"path": folder}}
        rehearsal, _ = step.preprocess(rehearsal, resources)
        outputs = [cell.outputs for cell in rehearsal.cells]
        return [] if any(o.output_type == "error" for cell in outputs for o in cell) else outputs

    @property
    def _kernel(self):
        return self.km.provisioner

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code":
            return cell, resources
        if self._given_up is None:
            left = self._started + self.notebook_timeout - time.monotonic()
            if left <= 0:
                self._given_up = f"the notebook took more than {self.notebook_timeout:g} s"
        if index in self._led:
            place = self._led.index(index)
            cell.outputs = copy.deepcopy(self._prepared.outputs[place])
            cell.execution_count = place + 1
        elif is_test(cell):
            self._run_test(cell, index)
        elif not _is_skipped(cell, self.skip_cells_with_tag):
            self._run_cell(cell, index)
        return cell, resources

    # Cells of the student's.

    def _run_cell(self, cell, index):
        self._cells_run += 1
        if self._cells_run > self.max_cells:
            self._given_up = self._given_up or f"more than {self.max_cells} code cells"
        if self._given_up is not None:
            _fail(cell, "NotRun", self._given_up)
            return
        problem = self._execute(cell, index)
        if problem:
            _fail(cell, *problem)
        self._remember(cell)
        if problem:
            self._lost.add(index)
            self._restart(index)

    def _remember(self, cell):
        """Keep, for the tests after it, why a cell did not come to its end."""
        error, why = own_error(cell), None
        if self._timed_out:
            why = f"{_beginning(cell)} was stopped at its time limit of {self.timeout} s"
        elif error is not None:
            missing = _NOT_DEFINED.match(error)
            why = self._unmade.get(missing and missing[1])  # the cause, not what came of it
            why = why or f"{_beginning(cell)} ended with {error}"
        for name in names_defined(cell.source):
            self._unmade.pop(name, None)
            if why is not None:
                self._unmade[name] = why

    def _before(self, test):
        """A line for each cell that did not end, of those that define what a failed test uses."""
        used = names_used(test.source)
        reasons = {" ".join(why.split()) for name, why in self._unmade.items() if name in used}
        text = "".join(f"\n  before:   {why}" for why in sorted(reasons))
        return text.encode("utf-8", "replace").decode()  # half a surrogate pair fits in no file

    def _execute(self, cell, index):
        """Run a cell; returns (name, reason) where the kernel did not survive it."""
        self._printed = 0
        self._timed_out = self._asked_to_end = False
        self._kernel.begin_cell(self._longest)
        run_sync(self._forget_messages)()
        try:
            self.execute_cell(cell, index, store_history=True)
        except Exception as error:  # a kernel can answer anything
            self.log.warning("Cell %s: %s", index + 1, str(error)[:200])
            return self._why(error)
        if self._timed_out and not self._answers():
            return _TOO_LONG
        if self._asked_to_end:  # it would, in a moment, in the middle of the next cell
            return "DeadKernelError", "it ended the kernel: remove exit() or quit()"
        self._kernel.end_cell()
        if self._kernel.reason:
            return "DeadKernelError", self._kernel.reason
        if (self._timed_out or _ran_out_of_memory(cell)) and self._kernel.is_full():
            return "DeadKernelError", "it left too little memory for the cells after it"
        return None

    @property
    def _longest(self):
        """Seconds after which something other than the student's code must be wrong."""
        return (self.timeout or self.notebook_timeout) + 3 * self.grace + 10

    def _why(self, error):
        if self._kernel.reason:
            return "DeadKernelError", self._kernel.reason
        if isinstance(error, DeadKernelError):
            return "DeadKernelError", "the kernel has ended while it ran"
        if isinstance(error, TimeoutError):
            return _TOO_LONG
        return type(error).__name__, "its output could not be read"

    def on_cell_executed(self, **kwargs):
        reply = kwargs["execute_reply"]["content"]
        if reply["status"] == "error" and reply["ename"] == self.error_on_timeout.get("ename"):
            self._timed_out = True
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
            before = self._printed
            self._printed += len(json.dumps(msg["content"], default=str))
            limit = self.max_output * 1000
            if self._printed > limit:
                if before <= limit:
                    text = f"\n[More than {limit:,} characters of output; cut off here.]\n"
                    cell.outputs.append(new_output("stream", name="stdout", text=text))
                if self._printed > 50 * limit:
                    self._kernel.stop(f"it wrote more than {50 * limit:,} characters")
                return None
        return super().process_message(msg, cell, cell_index)

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

    def _answers(self):
        """Whether the kernel answers, soon."""
        deadline = time.monotonic() + self.grace
        while time.monotonic() < deadline and run_sync(self.km.is_alive)():
            if run_sync(self._async_answers)(min(1, self.grace)):
                return True
            run_sync(self.km.interrupt_kernel)()
        return False

    async def _async_answers(self, seconds):
        deadline = time.monotonic() + seconds
        try:
            question = self.kc.kernel_info()
            while (left := deadline - time.monotonic()) > 0:
                message = await ensure_async(self.kc.shell_channel.get_msg(timeout=left))
                if message["parent_header"].get("msg_id") == question:
                    return True
        except Exception:  # Empty, or what a kernel made up
            pass
        return False

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
                or number in self._lost
                or number in self._led
                or _is_skipped(cell, self.skip_cells_with_tag)
            ):
                continue
            if time.monotonic() > self._started + self.notebook_timeout:
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

    def _run_test(self, cell, index):
        name = grade_id(cell)
        if self._given_up is not None:
            _fail(cell, "NotRun", self._given_up)
            return
        if self._judge is None:
            self._judge = _Judge(self._prepared.judge, self._kernel.wire, self.judge_memory)
        began = datetime.now(UTC)
        self._kernel.begin_cell(2 * self._longest)  # a test can be run twice
        timeout = self.timeout or self.notebook_timeout
        result = self._judge.run(
            cell.source, name, timeout, f"{self._seed} {name}", self.grace + 5, self._regions
        )
        if result is None:
            self._judge.close()
            self._judge = None
            _fail(cell, "TestTimeoutError", "the test cell itself did not end in time")
        else:
            cell.outputs = [nbformat.from_dict(output) for output in result["outputs"]]
            _check_partial_credit(cell, self.log)
            if result["words"]:
                cell.metadata["nbjudge"] = {"message": result["words"] + self._before(cell)}
        end = began + timedelta(seconds=result["seconds"] if result else timeout)
        cell.metadata["execution"] = {
            "iopub.execute_input": began.isoformat(),
            "shell.execute_reply": end.isoformat(),
        }
        failure = result["failure"] if result else "TooLate"
        if failure is None and self._kernel.reason is None:
            return
        if failure == "TooLate" and self._kernel.reason is None:
            run_sync(self.km.interrupt_kernel)()
            if self._answers():
                return
        if self._kernel.reason:
            _fail(cell, "DeadKernelError", f"when the tests called it, {self._kernel.reason}")
        self._restart(index)


class _Judge:
    """A judge, seen from the grader."""

    def __init__(self, base, wire, memory):
        self._control, other = ipc.pair()
        with other:
            self._pid = base.fork_judge(other, wire, memory)

    def connect(self, wire):
        """Tell it of a new kernel."""
        ipc.send(self._control, {}, [wire.fileno()])

    def run(self, source, name, timeout, seed, grace, regions):
        """The result of a test cell, or None where the judge does not come to an end."""
        ipc.send(
            self._control,
            {
                "source": source,
                "name": name,
                "timeout": timeout,
                "seed": int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"),
                "hidden": _hidden_lines(source, regions),
            },
        )
        try:
            return ipc.receive(self._control, 2 * timeout + grace)[0]
        except TimeoutError:
            return None

    def close(self):
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


def _hidden_lines(source, regions):
    """[(first, last)] line numbers of hidden tests; ``regions`` knows nbgrader's delimiters."""
    found, first = [], None
    for number, line in enumerate(source.splitlines(), start=1):
        if regions.begin_test_delimeter in line:
            first = number
        elif regions.end_test_delimeter in line and first is not None:
            found.append((first, number))
            first = None
    return found


def _digest(nb):
    """A text made of the student's cells."""
    own = [cell.source for cell in nb.cells if cell.cell_type == "code" and not is_locked(cell)]
    return hashlib.sha256(json.dumps(own).encode()).hexdigest()


def _ran_out_of_memory(cell):
    return any(out.output_type == "error" and out.ename == "MemoryError" for out in cell.outputs)


def _beginning(cell):
    """A cell as the student finds it: by its first line of code."""
    lines = [line.strip() for line in cell.source.splitlines()]
    line = next((line for line in lines if line and not line.startswith("#")), "")
    return f"the cell “{line if len(line) <= 60 else line[:59] + '…'}”"


def _is_skipped(cell, tag):
    return tag in cell.metadata.get("tags", []) or not cell.source.strip()


def _fail(cell, name, reason):
    """The cell gets no marks, for a reason that is named."""
    reason = reason.rstrip(".")
    text = f"{name}: {reason}."
    cell.outputs = [
        *(output for output in cell.get("outputs", []) if output.output_type != "error"),
        new_output("error", ename=name, evalue=f"{reason}.", traceback=[text]),
    ]
    if is_grade(cell):
        cell.metadata["nbjudge"] = {"message": f"This could not be marked: {reason}."}


def _drop_invalid(nb):
    """Drop what a kernel has sent that is no output of a notebook."""
    try:
        nbformat.validate(nb)
        json.dumps(nb, ensure_ascii=False).encode()
    except Exception:
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = [_valid(output) for output in cell.get("outputs", [])]
                if not isinstance(cell.get("execution_count"), int | None):
                    cell.execution_count = None


def _valid(output):
    try:
        nbformat.v4.nbbase.validate(output, ref="output")
        json.dumps(output, ensure_ascii=False).encode()
    except Exception:
        return new_output("stream", name="stdout", text="[An output that was none.]\n")
    return output


def _check_partial_credit(cell, log):
    """A number outside of the cell's points is no partial credit, but would stop nbgrader."""
    points = float(cell.metadata.nbgrader.points)
    for output in list(cell.outputs):
        if output.output_type != "execute_result":
            continue
        try:
            value = float(ast.literal_eval(output.data["text/plain"]))
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
        if not 0 <= value <= points:
            log.warning(
                "The test %s ends in an expression of value %g, which is no part of its %g points; "
                "it is ignored. End the cell with a statement.",
                *(grade_id(cell), value, points),
            )
            cell.outputs.remove(output)
