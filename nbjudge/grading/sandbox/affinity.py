"""Which processor core a thread runs on.

The judge and a student's kernel take turns. On two cores each turn waits until a core has woken
up; on one it does not, which halves the time of a call and the work of both.
"""

import ctypes
import os
from collections.abc import Iterable
from typing import Any

__all__ = ["leave", "stay"]

_ALL = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None  # Linux
_libc: Any = ctypes.CDLL(None) if _ALL else None


def stay(core: int | None = None) -> int | None:
    """Keep this thread on a core, by default on that where it runs; returns which."""
    if _ALL is None:
        return None
    chosen = int(_libc.sched_getcpu()) if core is None else core
    _allow({chosen})
    return chosen


def leave() -> None:
    """Let this thread run on any core again."""
    if _ALL is not None:
        _allow(_ALL)


def _allow(cores: Iterable[int]) -> None:
    try:
        os.sched_setaffinity(0, cores)
    except OSError:  # a core that has been taken away; it is a matter of speed alone
        return
