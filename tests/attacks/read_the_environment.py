"""Secrets in the environment, its own and that of other processes."""

CELL = """
import glob, os
print(dict(os.environ))
for path in glob.glob("/proc/*/environ"):
    try:
        print(open(path, "rb").read())
    except OSError as error:
        print(error)
"""
