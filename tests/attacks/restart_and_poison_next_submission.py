"""A server waits for the next submission, on sockets, in /tmp and in shared memory."""

CELL = """
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
"""
