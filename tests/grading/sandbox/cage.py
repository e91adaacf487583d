"""Runs pieces of code, each in a sandbox of its own as a student's kernel would; see test_cage.py.

Reads {name: source} as JSON; prints {name: what the source has left in ``answer``, or its error}.
Called with ``userid``, a folder that is hidden and the first user id, the sandboxes are of that
kind, see test_userid.py; and under "afterwards" is what they have left.
"""

import functools
import json
import os
import socket
import sys
import tempfile
import time
from pathlib import Path

FILES = 500
USERS = 20


def probe(state, wire, source, home):
    """A job of the fork server."""
    os.environ["HOME"] = home
    names = {}
    try:
        exec(source, names)
        answer = names.get("answer")
    except BaseException as error:
        answer = f"{type(error).__name__}: {error}"
    os.write(wire, json.dumps(answer).encode())


def weight(pids):
    """What processes take beside others, in units of an ordinary one; groups by session count."""
    found = {}
    for pid in pids:
        name, nice = pid, os.getpriority(os.PRIO_PROCESS, pid)
        if Path("/proc/sys/kernel/sched_autogroup_enabled").read_text().strip() == "1":
            name, *_, nice = Path(f"/proc/{pid}/autogroup").read_text().split()
        found[name] = 1.25 ** -int(nice)
    return sum(found.values())


def run(server, kind, source):
    mine, other = socket.socketpair()
    _, status_end = os.pipe()
    with kind() as place, tempfile.TemporaryDirectory() as given:
        Path(given, "given").write_text("of the assignment")
        place.put(given)
        server.fork_into(
            place, "cage:probe", [other.fileno()], status_end, source=source, home=place.home
        )
        other.close()
        os.close(status_end)
        mine.settimeout(60)
        answer = json.loads(mine.recv(2**16) or b'"it has ended"')
        if answer == "looked at":
            return any(place.usage().hides for _ in range(5))
        if answer != "busy":
            return answer
        total, most = 0, 0
        own = 2 if place.backend == "bubblewrap" else 0  # processes of bubblewrap's
        for _ in range(100):  # as the watch does; an ordinary user may change ten groups a second
            usage = place.usage()
            place.slow_down(usage.running)
            time.sleep(0.1)
            pids = list(place.pids())[own:]
            total, most = weight(pids), max(most, usage.running)
            if len(pids) > 40 and most > 20 and total < 2:
                break
        return [most, total, len(pids)]


def left(first):
    """Processes, files and folders of user ids."""
    users = range(first, first + USERS)
    processes = [
        path for path in Path("/proc").iterdir()
        if path.name.isdigit() and path.exists() and path.stat().st_uid in users
    ]  # fmt: skip
    files = [os.fspath(path) for folder in ("/tmp", "/dev/shm") for path in Path(folder).iterdir()
             if path.lstat().st_uid in users]  # fmt: skip
    folders = [path.name for path in Path("/var/lib/nbjudge").iterdir()
               if path.name.isdigit() and int(path.name) in users]  # fmt: skip
    return {"processes": len(processes), "files": files, "folders": folders}


def main():
    from nbjudge.grading.sandbox.bubblewrap import Sandbox
    from nbjudge.grading.sandbox.place import Limits
    from nbjudge.grading.sandbox.provisioner import fork_server

    limits = Limits(disk=16, files=FILES)
    kind = functools.partial(Sandbox, limits)
    first = None
    if sys.argv[1:]:
        from nbjudge.grading.sandbox.userid import UserIdSandbox

        hidden, first = sys.argv[2], int(sys.argv[3])
        kind = functools.partial(
            UserIdSandbox, limits, first_user=first, users=USERS, hidden=[hidden]
        )
    server = fork_server()
    found = {name: run(server, kind, source) for name, source in json.load(sys.stdin).items()}
    if first is not None:
        found["afterwards"] = left(first)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
