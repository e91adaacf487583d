"""Which sandbox a machine can build, and which one is taken."""

import os
from collections.abc import Iterable

from nbjudge.errors import SandboxError
from nbjudge.grading.sandbox.bubblewrap import Sandbox
from nbjudge.grading.sandbox.place import Limits, Place

__all__ = ["BACKENDS", "build", "choose", "why_not"]

BACKENDS = ("bubblewrap", "userid", "auto")
_found: list[str] = []  # what "auto" is on this machine, once that is known


def choose(backend: str) -> str:
    """The name of a sandbox; for "auto" that of the strongest that can be built here.

    What was found holds for this process. Raises `SandboxError` where there is none.
    """
    if backend != "auto":
        return backend
    if not _found:
        problem = why_not("bubblewrap")
        if problem is not None and (not hasattr(os, "geteuid") or os.geteuid() != 0):
            raise SandboxError(
                f"{problem} Or grade as root in a container of its own, where 'auto' gives each "
                "submission a user id."
            )
        _found.append("bubblewrap" if problem is None else "userid")
    return _found[0]


def build(
    backend: str,
    limits: Limits,
    read_only: Iterable[tuple[str, str]] = (),
    *,
    first_user: int = 58_000,
    users: int = 512,
    hidden: Iterable[str] = (),
) -> Place:
    """A running sandbox; see `Sandbox` and `UserIdSandbox`, which alone takes the last three.

    Raises `SandboxError` where it cannot be built, or would not hold.
    """
    if choose(backend) == "bubblewrap":
        return Sandbox(limits, read_only)
    from nbjudge.grading.sandbox.userid import UserIdSandbox  # Linux alone has what it imports

    return UserIdSandbox(limits, read_only, first_user=first_user, users=users, hidden=hidden)


def why_not(backend: str = "bubblewrap") -> str | None:
    """Why no sandbox can be built on this machine and what to enable; None where one can."""
    try:
        with build(backend, Limits()):
            return None
    except SandboxError as error:
        return str(error)
