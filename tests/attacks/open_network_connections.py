"""Reaches for the internet, for local services and for abstract sockets."""

CELL = """
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
"""
