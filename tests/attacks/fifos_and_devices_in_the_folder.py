"""FIFOs, devices and sockets beside the notebook."""


def tamper(nb, folder):
    import contextlib
    import os
    import socket
    import stat

    os.mkfifo(folder / "fifo")
    with contextlib.suppress(OSError):  # only root may
        os.mknod(folder / "zero", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    here = os.getcwd()  # noqa: PTH109
    with socket.socket(socket.AF_UNIX) as sock:
        os.chdir(folder)  # the path of a socket must be short
        sock.bind("socket")
        os.chdir(here)
    return nb
