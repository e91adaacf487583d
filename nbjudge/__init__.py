"""nbjudge: neural networks from scratch, in notebooks whose exercises grade themselves.

This is the student's door: importing it is quick, and needs neither nbgrader nor TensorFlow.
In a notebook the import also sets up two guards, see `nbjudge.guard`.
"""

import sys

__version__ = "0.1.0"


def _guard_notebook():
    if "IPython" in sys.modules:
        from IPython import get_ipython

        shell = get_ipython()
        if shell is not None:
            from nbjudge import guard

            guard.install(shell)


_guard_notebook()
