"""A Dask cluster as the place where notebooks are run: ``nbjudge grade --scheduler ADDRESS``."""

import contextlib

from nbjudge.errors import GradingError
from nbjudge.grading.classrun.worker import call_in_worker

try:
    from distributed import Client
except ImportError as error:
    raise GradingError("--scheduler needs Dask: pip install distributed") from error

__all__ = ["DaskPool"]


class DaskPool:
    """The workers of a Dask cluster; it gives the work of a lost one to another by itself.

    Parameters
    ----------
    address : of the scheduler, such as ``tcp://host:8786``.

    Raises `GradingError` where it cannot be reached, now or later.
    """

    def __init__(self, address, timeout=10):
        self._address = address
        try:
            self._client = Client(address, timeout=timeout, set_as_default=False)
        except OSError as error:
            raise GradingError(
                f"No Dask scheduler answers at {address}. Start one with: dask scheduler"
            ) from error
        self._executor = self._client.get_executor(pure=False)

    @property
    def jobs(self):
        """How many can run at once; workers come and go."""
        with self._reached():
            return max(1, sum(self._client.nthreads().values()))

    def submit(self, function, *arguments):
        with self._reached():
            # A worker of Dask has several threads; grading needs a process for each.
            return self._executor.submit(call_in_worker, function, *arguments)

    def lost(self, error):
        """Something has failed that is no fault of a notebook."""
        with self._reached():
            self._client.nthreads()

    @contextlib.contextmanager
    def _reached(self):
        gone = GradingError(
            f"The Dask scheduler at {self._address} is gone. What is graded is kept: start it "
            "again, and the same command goes on with the others."
        )
        try:
            yield
        except (TimeoutError, OSError, RuntimeError) as error:  # RuntimeError: closed
            raise gone from error
        if self._client.status != "running":
            raise gone

    def end(self, now=True):
        """Take back what has not been run."""
        with contextlib.suppress(Exception):  # it may be gone
            self._executor.shutdown(wait=False)
        self._client.close(timeout=2)
