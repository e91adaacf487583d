"""What goes over the sockets: to the judge, and to Jupyter."""

from attack import attack

attack(
    "flood_grader_with_frames",
    "One message of many frames of 60 MB, each of which is allowed, 1.5 GB in all.",
    cell="""
import zmq
kernel = get_ipython().kernel
frame = bytes(60_000_000)
socket = kernel.iopub_thread.socket
kernel.iopub_thread.stop()
message = kernel.session.serialize(kernel.session.msg("status", {"execution_state": "busy"}))
try:
    socket.send_multipart([b"x", *message, *[frame] * 25], copy=False)
    import time; time.sleep(2)
except Exception as error:
    print(error)
""",
    marks={"test_double": (2.0, 0.0)},  # it may not come to an end: it has stopped its own messages
    stock=False,  # memory without a limit
)


attack(
    "forge_execute_reply",
    "Replies on the shell channel: ones that say the cell ended, failed or ran out of time.",
    cell="""
import zmq
kernel = get_ipython().kernel
parent = kernel.get_parent()
for content in ({"status": "ok", "execution_count": 1},
                {"status": "error", "ename": "CellTimeoutError", "evalue": "", "traceback": []},
                {"status": 5}, {}):
    for name in ("shell_socket", "shell_stream", "control_stream"):
        try:
            kernel.session.send(getattr(kernel, name), "execute_reply", content, parent=parent,
                                ident=kernel._parent_ident["shell"])
        except Exception as error:
            print(error)
""",
    quick=True,
)


attack(
    "forge_invalid_messages",
    "Messages of Jupyter's protocol that lack parts, or have parts of the wrong kind.",
    cell="""
kernel = get_ipython().kernel
contents = [{}, {"data": 5}, {"data": {"text/plain": {"a": 1}}, "metadata": []}, {"text": 5},
            {"name": 7, "text": None}, {"ename": [], "evalue": 1, "traceback": 5},
            {"execution_state": {}}, {"execution_count": "x"}, {"status": 3}]
for kind in ("stream", "display_data", "execute_result", "error", "update_display_data", "status",
             "clear_output", "execute_input", "comm_open", "comm_msg", "shutdown_reply", "none"):
    for content in contents:
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
        try:
            kernel.session.send(kernel.shell_stream, kind, content, parent=kernel.get_parent())
        except Exception:
            pass
""",
    quick=True,
)


attack(
    "forge_message_nested_deeply",
    "A message whose JSON is nested 100,000 levels deep, signed with the kernel's key.",
    cell="""
import hashlib, hmac, json, zmq
kernel = get_ipython().kernel
session = kernel.session
parent = json.dumps(kernel.get_parent()["header"], default=str).encode()
header = json.dumps(session.msg_header("display_data"), default=str).encode()
content = b'{"data": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b'}, "metadata": {}}'
parts = [header, parent, b"{}", content]
signature = hmac.new(session.key, digestmod=hashlib.sha256)
for part in parts:
    signature.update(part)
kernel.iopub_socket.send_multipart(
    [b"x", b"<IDS|MSG>", signature.hexdigest().encode(), *parts])
""",
)


attack(
    "forge_message_with_surrogates",
    "A display whose text cannot be encoded, and one with a number that JSON does not know.",
    cell="""
import hashlib, hmac, json
kernel = get_ipython().kernel
session = kernel.session
for value in ('"\\\\ud800"', "NaN", "1e999", '"\\\\u0000"'):
    header = json.dumps(session.msg_header("display_data"), default=str).encode()
    parent = json.dumps(kernel.get_parent()["header"], default=str).encode()
    content = ('{"data": {"text/plain": "x", "application/json": %s, "text/html": "\\\\ud800"}, '
               '"metadata": {"a": %s}}' % (value, value)).encode()
    parts = [header, parent, b"{}", content]
    signature = hmac.new(session.key, digestmod=hashlib.sha256)
    for part in parts:
        signature.update(part)
    kernel.iopub_socket.send_multipart(
        [b"x", b"<IDS|MSG>", signature.hexdigest().encode(), *parts])
""",
    quick=True,
)


attack(
    "forge_messages_for_test_cells",
    "Kernel messages with points, under other parent headers and for displays of other cells.",
    cell="""
from IPython.display import display
kernel = get_ipython().kernel
display("x", display_id="points")
def send(kind, content, parent=None, **more):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=parent or kernel.get_parent(),
                        **more)
points = {"data": {"text/plain": "3.0"}, "metadata": {}, "execution_count": 1}
def forge():
    for parent in (None, {}, {"header": {"msg_id": "x"}}):
        send("execute_result", points, parent)
        send("update_display_data", points | {"transient": {"display_id": "points"}}, parent)
        send("display_data", points | {"transient": {"display_id": "points"}}, parent)
        send("clear_output", {"wait": True}, parent)
forge()
""",
    answers={"square": "def square(x):\n    forge()\n    return x"},
    later="forge()",
    quick=True,
)


attack(
    "forge_messages_with_wrong_signature",
    "Messages that are signed wrongly, sent twice, or are no messages at all.",
    cell="""
socket = get_ipython().kernel.iopub_socket
socket.send_multipart([b"x", b"<IDS|MSG>", b"wrong", b"{}", b"{}", b"{}", b"{}"])
socket.send_multipart([b"x"])
socket.send_multipart([b"", b"<IDS|MSG>"])
""",
)


attack(
    "output_of_a_gigabyte",
    "A gigabyte of output.",
    cell="""
for _ in range(1000):
    print("x" * 10**6)
""",
    marks={"test_double": (2.0, 0.0)},  # on a slow machine it takes the notebook's time
    stock=False,  # it would fill memory and disk
)


attack(
    "output_of_many_displays",
    "10,000 displays, and updates of them.",
    cell="""
from IPython.display import display, HTML
handle = display(HTML("x"), display_id="a")
for number in range(10_000):
    handle.update(HTML(str(number)))
    display(HTML(f"<script>{number}</script>"))
""",
    quick=True,
)


attack(
    "output_without_end",
    "Short lines without end.",
    cell="""
while True:
    print("x", flush=True)
""",
    stock=False,  # it would fill memory and disk
)


attack(
    "output_without_end_from_a_thread",
    "A thread prints a little for ever, while a cell and a test run into their time limits.",
    cell="""
import threading, time
def chatter():
    while True:
        print("x", flush=True)
        time.sleep(0.05)
threading.Thread(target=chatter, daemon=True).start()
while True:
    try:
        time.sleep(0.1)
    except KeyboardInterrupt:
        break
""",
)


attack(
    "print_a_message_of_100_megabytes",
    "One message that is longer than any may be.",
    cell="print('x' * 100_000_000)",
)


attack(
    "replace_connection_sockets",
    "The kernel's sockets become links to others, and its connection file lies.",
    cell="""
import glob, os
for path in glob.glob("/run/kernel/*") + [get_ipython().kernel.config.get("x", "none")]:
    print(path)
    try:
        print(open(path).read())
    except OSError:
        pass
    try:
        os.unlink(path)
        os.symlink("/run/docker.sock", path)
    except OSError as error:
        print(error)
""",
)


attack(
    "student_side_answers_before_it_is_asked",
    "Answers to questions that the judge has yet to ask lie in the socket already.",
    cell="""
import gc, threading, time
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    for number in range(1, 200):
        side._channel.send(["answer", number, True, ["effects"]], [])
""",
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "student_side_calls_back_without_end",
    "Calls functions of the test that were never passed, without end.",
    cell="""
import gc
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = side._channel
    real = channel.send
    def send(nodes, buffers, deadline=None, channel=channel, real=real):
        number = 0
        while True:
            number += 1
            real(["callback", number, number, ["tuple", [["tuple", ["call"]], ["dict", []]]]])
            channel.receive()
    channel.send = send
""",
    marks={"test_double": 0.0},
)


attack(
    "student_side_calls_back_without_reading",
    "Calls back without end and never reads a reply, until the socket is full.",
    cell="""
import gc
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = side._channel
    real = channel.send
    def send(nodes, buffers, deadline=None, channel=channel, real=real):
        while True:
            real(["callback", 1, 1, ["tuple", [["tuple", ["call"]], ["dict", []]]]])
    channel.send = send
""",
    marks={"test_double": 0.0},
)


attack(
    "student_side_drips_bytes",
    "One byte of an answer a tenth of a second, so that there is always something to read.",
    cell="""
import gc
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = side._channel
    def send(nodes, buffers, deadline=None, channel=channel):
        import struct, time
        channel._send(struct.pack("<II", 2**22, 0), None)
        while True:
            time.sleep(0.1)
            channel._send(b"x", None)
    channel.send = send
""",
    marks={"test_double": 0.0},
)


attack(
    "student_side_forges_changes",
    "The student's side of the link claims that the student's code changed every argument, "
    "to nan or 0.",
    cell="""
import gc
sides = [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]
def changes(self, buffers):
    import numpy as np
    found = []
    for number, (value, kept) in self._received.pop().items():
        if isinstance(value, np.ndarray):
            found.append([number, self.encode(np.full_like(value, 0), buffers)])
    return found, []
for side in sides:
    type(side._codec).changes = changes
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return 17 + 0 * x",
        "train": "def train(x, y, steps):\n    return np.full(4, 3.0), list(range(steps, 0, -1))",
    },
    # A test must pass with and without a change that is claimed.
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "student_side_forges_changes_of_everything",
    "Changes of arguments that were never passed, of other shapes, types and numbers.",
    cell="""
import gc
sides = [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]
def changes(self, buffers):
    import numpy as np
    self._received.pop()
    zeros = np.zeros(4)
    return [[n, self.encode(value, buffers)] for n in range(200)
            for value in (zeros, [0], {"a": 1}, {1, 2}, 5)], list(range(200))
for side in sides:
    type(side._codec).changes = changes
""",
    marks={"test_double": 0.0},
    quick=True,
)


_EFFECTS_FORGED = """
import gc
sides = [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]
def forged(side):
    protocol = type(side)._effects.__globals__["protocol"]
    own = side._channel.send
    def send(message, buffers=(), *rest):
        if hasattr(message, "effects"):
            buffers = [*buffers, b"open('/tmp/attack_file', 'w')"]
            EFFECTS
        return own(message, buffers, *rest)
    side._channel.send = send
for side in sides:
    forged(side)
"""

attack(
    "student_side_tells_of_files",
    "Modules, settings, links and files elsewhere are said to be written, and the course's gone.",
    cell=_EFFECTS_FORGED.replace(
        "EFFECTS",
        """
            names = ("numpy.py", "json.py", "../numpy.py", "/tmp/attack_file",
                     "a/../../attack_file", "matplotlibrc", "sitecustomize.so",
                     "x/numpy/__init__.py", ".ipython/a")
            place = len(buffers) - 1
            files = [protocol.File(name, 29, place) for name in names]
            message.effects.files = files + [protocol.File(name) for name in (".", "..", "/tmp")]
""".strip(),
    ),
    quick=True,
)


attack(
    "student_side_gives_forged_warnings",
    "Warnings are given that nobody asked for, of a class that would end the judge.",
    cell=_EFFECTS_FORGED.replace(
        "EFFECTS",
        """
            kind = protocol.ErrorClass(None, "SystemExit", ["SystemExit", "BaseException"])
            message.effects.warned = [protocol.Warned(kind, "forged", "numpy.py", 1)]
""".strip(),
    ),
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "student_side_forges_long_error",
    "The traceback of an error is 8 MB long, and looks like a page of its own.",
    cell="""
import gc
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    real = side._channel.send
    def send(nodes, buffers, deadline=None, real=real):
        if type(nodes).__name__ == "Raised":
            nodes.steps = "<script>alert(1)</script>" * 300_000
        real(nodes, buffers, deadline)
    side._channel.send = send
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    raise ValueError",
        "train": "def train(x, y, steps):\n    raise ValueError",
    },
    quick=True,
)


attack(
    "student_side_lies_about_shapes",
    "Arrays with a forged dtype, shape, buffer number or size.",
    cell="""
import gc, itertools
sides = [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]
forged = itertools.cycle([
    ["array", 0, "|O", [1], None, True], ["array", 7, "<f8", [1], None, True],
    ["array", 0, "<f8", [2**47, 2**47], None, True], ["array", 0, "<f8", [-1], None, True],
    ["array", b"x" * 8, "|O", [1], None, True], ["array", b"x" * 9, "<f8", [1], None, True],
    ["array", 0, "V8", [1], None, True], ["array", 0, "<f8,<f8", [1], None, True],
    ["array", 0, "<f8", [0, 2**47], 2**63, True], ["array", 0, "?", [8], 1, True],
    ["array", 0, "<U2", [1], None, True], ["scalar", "<U2", b"\\xff" * 8],
    ["scalar", "M8[s]", b"x" * 8], ["object", -1, "x", [["numpy", "ndarray"]], True],
    ["setup", "data"], ["import", "os", "system"], ["mine", 1, None], ["judge", 1, "x"],
    ["yours", 1], ["dict", [[["list", []], 1]]], ["type", "builtins", "eval"],
    ["type", "numpy", "memmap"], ["tensor", 5], ["tensor", ["list", [1]]], ["dtype", "|O"],
    ["range", [0, 1, 0]], ["slice", [1, 2, 3, 4]], ["int", b"x" * 70_000], [], [[]], ["x" * 10**6],
    ["shape", [2**60]], ["shape", "ab"], ["tensor dtype", "resource"], ["iterator", ["tuple", []]],
    ["exception", 1, "x", ["Exception", 5]], ["exception", None, "x", []], ["unfilled", 1, 2],
    ["complex", "1", "nan"], ["text", b"\\xff\\xff"], ["text", "x"], ["bytes", 5],
])
def lie(self, value, buffers, depth=0):
    buffers.append(b"\\xff" * 8)
    return next(forged)
def operator(*arguments):
    raise ValueError
for side in sides:
    type(side._codec).encode = lie
""",
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "student_side_nests_deeply",
    "Values nested a million levels deep, and ones that hold themselves.",
    cell="""
import gc
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = side._channel
    def send(nodes, buffers, deadline=None, channel=channel):
        import struct
        packed = b"\\x94\\xa6answer\\x01" + b"\\x92\\xa4list" * 1_000_000 + b"\\x90"
        channel._send(struct.pack("<II", len(packed), 0) + packed, None)
    channel.send = send
""",
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "student_side_prints_without_end",
    "Each step of an endless iterator says that 8 MB were printed.",
    cell="""
import gc
text = "x" * 8_000_000
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    real = side._channel.send
    def send(nodes, buffers, deadline=None, real=real):
        if type(nodes).__name__ == "Answer" and talk:
            nodes.effects.printed = text
        real(nodes, buffers, deadline)
    side._channel.send = send
talk = False
""",
    answers={
        "train": """
class Losses:
    def __len__(self):
        return 3
    def __getitem__(self, key):
        return -key
    def __iter__(self):
        while True:
            yield -1.0
def train(x, y, steps):
    global talk
    talk = steps == 5
    return np.zeros(4), Losses()""",
    },
)


attack(
    "student_side_returns_much_data",
    "Each step of an endless iterator is an array of 200 MB, always the same one.",
    answers={
        "train": """
big = np.zeros(25_000_000)
class Losses:
    def __len__(self):
        return 3
    def __iter__(self):
        while True:
            yield big
def train(x, y, steps):
    return np.zeros(4), Losses()""",
    },
)


attack(
    "student_side_sends_endless_frames",
    "The answer to the judge's first question never ends.",
    cell="""
import gc
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = side._channel
    def send(nodes, buffers, deadline=None, channel=channel):
        import struct
        size = 2**31 - 8
        channel._send(struct.pack("<IIQ", 10, 1, size), None)
        while True:
            channel._send(b"x" * 10**6, None)
    channel.send = send
""",
    marks={"test_double": 0.0},
)


attack(
    "student_side_sends_wrong_lengths",
    "Heads that announce more than any message may hold, and bodies that are no message.",
    cell="""
import gc, itertools, struct
heads = itertools.cycle([struct.pack("<II", 2**32 - 1, 2**32 - 1), struct.pack("<IIQ", 1, 1, 2**63),
                         struct.pack("<II", 3, 0) + b"\\xc1\\xc1\\xc1", b"\\0" * 8, b""])
for side in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    channel = side._channel
    channel.send = lambda *a, channel=channel, **k: channel._send(next(heads), None)
""",
    marks={"test_double": 0.0},
    quick=True,
)


attack(
    "speak_on_every_socket",
    "Writes points and frames of the judge's protocol into every socket it has.",
    cell="""
import os, msgspec, struct
packed = msgspec.msgpack.encode(["answer", 1, 3.0, ["effects"]])
frame = struct.pack("<II", len(packed), 0) + packed
orders = b'{"outputs": [], "finding": {"kind": "passed"}, "failure": null, "seconds": 0}'
for number in range(3, 100):
    try:
        if "socket" in os.readlink(f"/proc/self/fd/{number}"):
            os.set_blocking(number, False)
            os.write(number, orders)
            os.write(number, frame * 5)
    except OSError:
        pass
""",
    # It loses its own connection to the judge, or its kernel, whichever it meets first.
    marks={"test_double": (0.0, 2.0)},
    quick=True,
)
