"""Memory of the kernel's own: full socket buffers, which belong to no process."""

CELL = """
import os, socket, time
total = 0
for _ in range(6):
    reading, writing = os.pipe()
    if os.fork() == 0:
        held = []
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
    total += int(os.read(reading, 100))
print("holds", total)
if total > 800 * 2**20:
    print("ATTACK", "WORKED")
"""
STOCK = False  # memory without a limit
