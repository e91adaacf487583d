"""Writes into the course, the packages, the home folder and the shared folders."""

CELL = """
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
"""
STOCK = False  # only the read-only cage would keep it from spoiling the installation
