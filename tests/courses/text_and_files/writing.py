# Files that the student's cell or function writes, read by the test.
# %% solution notes
with open("notes.txt", "w", encoding="utf-8") as file:
    file.write("first\nsecond\n")


def append(path, line):
    with open(path, "a", encoding="utf-8") as file:
        file.write(line + "\n")
# %% wrong
with open("notes.txt", "w", encoding="utf-8") as file:
    file.write("first second")


def append(path, line):
    with open(path, "w", encoding="utf-8") as file:
        file.write(line)
# %% test
import os

assert os.path.exists("notes.txt")
with open("notes.txt", encoding="utf-8") as file:
    assert file.read().splitlines()[:2] == ["first", "second"]
# %% test
append("log.txt", "a")
append("log.txt", "b")
assert open("log.txt").read() == "a\nb\n"
