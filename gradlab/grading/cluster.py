"""A Dask cluster as the place where notebooks are run: ``gradlab grade --scheduler ADDRESS``."""

from gradlab.errors import GradingError

try:
    from distributed import Client
except ImportError as error:
    raise GradingError("--scheduler needs Dask: pip install 'gradlab[dask]'") from error

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
        return sum(self._client.nthreads().values()) if self._connected else 1

    @property
    def _connected(self):
        return self._client.status == "running"

    def submit(self, function, *arguments):
        self._check()
        return self._executor.submit(function, *arguments)

    def _check(self):
        if not self._connected:
            raise GradingError(
                f"The Dask scheduler at {self._address} is gone. What is graded is kept: start it "
                "again, and the same command goes on with the others."
            )

    def lost(self, error):
        """Something has failed that is no fault of a notebook."""
        self._check()

    def end(self):
        """Take back what has not been run."""
        self._executor.shutdown(wait=False)
        self._client.close(timeout=2)
