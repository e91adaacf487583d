"""One file without end, in every place that can be written."""

CELL = """
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for place in ("big", "/tmp/attack_big", "/dev/shm/attack_big", "/run/kernel/attack_big"):
    try:
        with open(place, "wb") as file:
            while True:
                file.write(b"x" * 10**6)
    except OSError as error:
        print(error)
"""
STOCK = False  # it would fill the disk
