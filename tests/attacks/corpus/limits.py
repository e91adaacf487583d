"""Time, memory, processes, files, output; kernels that end or stop."""

from attack import attack

attack(
    "buffers_of_sockets",
    "Fills sockets, whose buffers are the kernel's memory, in many processes.",
    cell="""
import os, socket, time
for _ in range(50):
    if os.fork() == 0:
        break
pairs = []
try:
    for _ in range(480):
        pairs.append(socket.socketpair())
        for end in pairs[-1]:
            end.setblocking(False)
            size = end.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 10**8)
            if end.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) > size:
                print("ATTACK", "WORKED")
            try:
                while True:
                    end.send(bytes(10**5))
            except BlockingIOError:
                pass
except OSError as error:
    print(error)
time.sleep(10**6)
""",
    stock=False,  # memory without a limit
)


attack(
    "child_that_borrows_its_memory",
    "The kernel seems to wait for a disk until a child that has its memory goes on.",
    cell="""
import ctypes, time
if ctypes.CDLL(None).vfork() == 0:
    time.sleep(10**6)
""",
)


attack(
    "close_all_file_descriptors",
    "Closes every file descriptor: its sockets to Jupyter and to the judge.",
    cell="import os; os.closerange(0, 1024)",
    quick=True,
)


attack(
    "close_all_file_descriptors_in_tested_function",
    "Closes every file descriptor when it is tested.",
    answers={"double": "def double(x):\n    import os; os.closerange(0, 1024)"},
    marks={"test_double": 0.0},
)


attack(
    "crash_by_segmentation_fault",
    "Reads address 0.",
    cell="import ctypes; ctypes.string_at(0)",
)


attack(
    "disk_bomb_big_file",
    "One file without end, in every place that can be written.",
    cell="""
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for place in ("big", "/tmp/attack_big", "/dev/shm/attack_big", "/run/kernel/attack_big"):
    try:
        with open(place, "wb") as file:
            while True:
                file.write(b"x" * 10**6)
    except OSError as error:
        print(error)
""",
    stock=False,  # it would fill the disk
)


attack(
    "disk_bomb_many_files",
    "Files without end.",
    cell="""
import os
for place in (".", "/tmp", "/dev/shm"):
    try:
        for number in range(200_000):
            open(f"{place}/attack_{number}", "wb").write(b"x")
    except OSError as error:
        print(error)
""",
    stock=False,  # it would fill the disk
)


attack(
    "endless_loop_in_a_cell",
    "An endless loop.",
    cell="while True:\n    pass",
)


attack(
    "endless_loop_in_tested_function",
    "An endless loop in a tested function.",
    answers={"double": "def double(x):\n    while True:\n        pass"},
    marks={"test_double": 0.0},
)


attack(
    "endless_loop_in_tested_function_that_swallows_interrupts",
    "An endless loop in a tested function that no KeyboardInterrupt ends.",
    answers={
        "double": """
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass"""
    },
    marks={"test_double": 0.0},
)


attack(
    "endless_loop_that_swallows_interrupts",
    "An endless loop that no KeyboardInterrupt ends.",
    cell="""
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
""",
)


attack(
    "exit_in_a_cell",
    "exit() in a cell of its own.",
    cell="exit()",
)


attack(
    "fork_and_exit_in_tested_function",
    "The kernel ends when it is tested; a child keeps its socket to the judge open.",
    answers={
        "double": """
def double(x):
    import os, time
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)"""
    },
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "fork_bomb",
    "Processes without end.",
    cell="""
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
""",
    stock=False,  # it would take the machine down
)


attack(
    "kill_itself_in_a_cell",
    "SIGKILL, SIGSEGV and SIGTERM to itself.",
    cell="import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
)


attack(
    "many_kernel_deaths",
    "The kernel ends in every cell: before the exercises, within them, and in the tests.",
    answers={
        name: f"def {name}(*a):\n    import os; os._exit(1)"
        for name in ("hidden_rule", "Counter", "train", "square")
    },
)


attack(
    "memory_bomb",
    "Memory without end.",
    cell="""
held = []
while True:
    held.append(bytearray(10**8))
""",
    stock=False,  # it would take the machine down
)


attack(
    "memory_bomb_in_children",
    "Every child process takes as much memory as one process may.",
    cell="""
import os, time
for _ in range(10):
    if os.fork() == 0:
        held = [bytearray(b"x" * 10**8) for _ in range(3)]
        time.sleep(100)
        os._exit(0)
time.sleep(2)
print("ATTACK", "WORKED")
""",
    stock=False,  # it would take the machine down
)


attack(
    "memory_bomb_in_children_that_hide",
    "Child processes take all memory, and let nobody but root see their tables of pages.",
    cell="""
import ctypes, os, time
for _ in range(10):
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(4, 0)  # not dumpable
        held = [bytearray(b"x" * 10**8) for _ in range(3)]
        time.sleep(100)
        os._exit(0)
time.sleep(5)
print("ATTACK", "WORKED")
""",
    stock=False,  # it would take the machine down
)


attack(
    "memory_bomb_in_files_that_are_hidden",
    "Files without a name, written and held by a process whose list of them nobody may read.",
    cell="""
import ctypes, os, time
if os.fork() == 0:
    ctypes.CDLL(None).prctl(4, 0)  # not dumpable
    held = []
    for number in range(20):
        held.append(open(f"/tmp/attack_{number}", "wb"))
        os.unlink(f"/tmp/attack_{number}")
        for _ in range(10):
            held[-1].write(bytes(10**6))
        time.sleep(0.1)
    print("ATTACK", "WORKED: holds 200 MB in files where 48 are allowed", flush=True)
    time.sleep(100)
    os._exit(0)
time.sleep(8)
""",
    stock=False,  # it would fill the disk
)


attack(
    "memory_bomb_in_dev_zero",
    "Shared mappings of /dev/zero: memory that belongs to no file and that no page table counts.",
    cell="""
import mmap
held = []
with open("/dev/zero", "r+b") as zero:
    for _ in range(14):
        chunk = mmap.mmap(zero.fileno(), 10**8)
        for start in range(0, 10**8, 10**7):
            chunk[start:start + 10**7] = b"x" * 10**7
            chunk.madvise(mmap.MADV_DONTNEED)
        held.append(chunk)
if all(chunk[99_999_999] == ord("x") for chunk in held):
    print("ATTACK", "WORKED: holds 1400 MB where 800 are allowed")
""",
    stock=False,  # memory without a limit
    quick=True,
)


attack(
    "memory_bomb_in_shared_mappings",
    "Memory in shared mappings that no page table counts: written, then dropped from the table.",
    cell="""
import mmap
held = []
for _ in range(14):
    chunk = mmap.mmap(-1, 10**8)
    for start in range(0, 10**8, 10**7):
        chunk[start:start + 10**7] = b"x" * 10**7
        chunk.madvise(mmap.MADV_DONTNEED)
    held.append(chunk)
if all(chunk[99_999_999] == ord("x") for chunk in held):
    print("ATTACK", "WORKED: holds 1400 MB where 800 are allowed")
""",
    stock=False,  # memory without a limit
    quick=True,
)


attack(
    "memory_bomb_in_semaphores",
    "Memory of the kernel's own: System V semaphores, queues and shared memory.",
    cell="""
import ctypes
libc = ctypes.CDLL(None)
made = [libc.semget(0, 32000, 0o1600) for _ in range(600)]
made += [libc.msgget(0, 0o1600) for _ in range(600)]
made += [libc.shmget(0, 10**7, 0o1600) for _ in range(60)]
if any(number >= 0 for number in made):
    print("ATTACK", "WORKED: holds memory that belongs to no process")
""",
    stock=False,  # memory without a limit
    quick=True,
)


attack(
    "memory_bomb_in_empty_files",
    "Memory of the kernel's own: files and folders without a byte in them.",
    cell="""
import os
number = 0
for place in (".", "/tmp", "/dev/shm", "/run/kernel"):
    try:
        while number < 250_000:
            if number % 2:
                os.mkdir(f"{place}/{number}")
            else:
                os.symlink("x" * 200, f"{place}/{number}")
            number += 1
    except OSError:
        pass
if number >= 210_000:
    print("ATTACK", "WORKED: holds", number)
for place in (".", "/tmp", "/dev/shm"):
    os.system(f"rm -rf {place}/*[0-9]")
""",
    stock=False,  # memory without a limit
)


attack(
    "memory_bomb_in_read_only_places",
    "Gigabytes in each place that ought to be read-only.",
    cell="""
for place in ("/", "/dev", "/etc", "/run", "/home", "/usr", "/root", "/var", "/proc", "/sys"):
    try:
        with open(f"{place}/attack", "wb") as file:
            for _ in range(600):
                file.write(bytes(2**20))
        print("ATTACK", "WORKED:", place)
    except OSError:
        pass
""",
    stock=False,  # memory without a limit
    quick=True,
)


attack(
    "terminals_without_end",
    "Takes all pseudo-terminals of the machine.",
    cell="""
import os
kept = []
try:
    while len(kept) < 450:
        kept.append(os.openpty())
except OSError:
    pass
if len(kept) > 200:
    print("ATTACK", "WORKED: holds", len(kept))
for pair in kept:
    for end in pair:
        os.close(end)
""",
    stock=False,  # it would take them from the machine
)


attack(
    "memory_bomb_in_socket_buffers",
    "Memory of the kernel's own: full socket buffers, which belong to no process.",
    cell="""
import os, socket, time
held_by_all = 0
for _ in range(6):
    reading, writing = os.pipe()
    if os.fork() == 0:
        held, total = [], 0
        try:
            while True:
                a, b = socket.socketpair()
                for s in (a, b):
                    s.setblocking(False)
                    try:
                        while True:
                            total += s.send(b"x" * 100_000)
                    except BlockingIOError:
                        pass
                held.append((a, b))
        except OSError:
            pass
        os.write(writing, str(total).encode())
        time.sleep(30)
        os._exit(0)
    held_by_all += int(os.read(reading, 100))
print("holds", held_by_all)
time.sleep(5)  # to be stopped takes a moment
if held_by_all > 800 * 2**20:
    print("ATTACK", "WORKED")
""",
    stock=False,  # memory without a limit
)


attack(
    "lowest_priority",
    "Asks for what is left of the processor, so that its time stands still beside others.",
    cell="""
import os
for ask in (
    lambda: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0)),
    lambda: os.setpriority(os.PRIO_PROCESS, 0, 19),
):
    try:
        ask()
    except OSError:
        continue
    print("ATTACK", "WORKED")
""",
)


attack(
    "nest_folders_deeply",
    "Thousands of folders within each other, made at run time.",
    cell="""
import os
for _ in range(3000):
    os.mkdir("d")
    os.chdir("d")
""",
    stock=False,  # what is left would be hard to delete
)


attack(
    "os_exit_in_a_cell",
    "os._exit in a cell of its own; the kernel is started again.",
    cell="import os; os._exit(0)",
    quick=True,
)


attack(
    "os_exit_in_tested_function",
    "os._exit when the right exercise is tested; it loses its marks, and no more.",
    answers={"double": "def double(x):\n    import os; os._exit(0)"},
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "stop_itself_in_a_cell",
    "SIGSTOP to itself: it neither runs nor ends.",
    cell="import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
)


attack(
    "stop_itself_in_tested_function",
    "SIGSTOP to itself when it is tested.",
    answers={
        "double": "def double(x):\n    import os, signal; os.kill(os.getpid(), signal.SIGSTOP)\n"
    },
    marks={"test_double": 0.0},
)


attack(
    "thread_bomb",
    "Threads without end.",
    cell="""
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
""",
    stock=False,  # it would take the machine down
)
