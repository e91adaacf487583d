"""What lies beside the notebook, and in its place."""

import contextlib
import json
import os
import socket
import stat

import nbformat
from attack import tampers


@tampers()
def deep_folders_in_the_folder(nb, folder):
    """Hundreds of folders within each other."""
    for _ in range(600):  # pathlib's own mkdir(parents=True) would not get there either
        folder = folder / "d"
        folder.mkdir()
    return nb


@tampers(
    marks={"test_double": 0.0},
    quick=True,
)
def deep_json(nb, folder):
    """JSON that is nested 50,000 levels deep, in the metadata."""
    nb.metadata.deep = "DEEP"
    text = json.dumps(nb).replace('"DEEP"', "[" * 50_000 + "]" * 50_000)
    (folder / "ps1.ipynb").write_text(text)


@tampers(marks={"test_double": 0.0})
def empty_file(nb, folder):
    """A file without any content."""
    (folder / "ps1.ipynb").write_bytes(b"")


@tampers()
def fifos_and_devices_in_the_folder(nb, folder):
    """FIFOs, devices and sockets beside the notebook."""
    os.mkfifo(folder / "fifo")
    with contextlib.suppress(OSError):  # only root may
        os.mknod(folder / "zero", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    here = os.getcwd()  # noqa: PTH109
    with socket.socket(socket.AF_UNIX) as sock:
        os.chdir(folder)  # the path of a socket must be short
        sock.bind("socket")
        os.chdir(here)
    return nb


@tampers()
def future_notebook_format(nb, folder):
    """A notebook of format 4.99, with fields that nobody knows."""
    nb.nbformat_minor = 99
    nb.cells[0].unknown = {"a": 1}
    (folder / "ps1.ipynb").write_text(json.dumps(nb))


@tampers(marks={"test_double": 0.0})
def invalid_json(nb, folder):
    """A file that is no notebook at all."""
    (folder / "ps1.ipynb").write_bytes(b"\xff\xfe{\x00")


@tampers(
    stock=False,  # stock nbgrader would copy all of it
)
def large_file_in_the_folder(nb, folder):
    """A file of a gigabyte beside the notebook that takes no room on the disk."""
    with (folder / "large.bin").open("wb") as file:
        file.truncate(10**9)
    return nb


@tampers(
    cell="""
import os
for folder, folders, names in os.walk("."):
    for name in names + folders:
        path = os.path.join(folder, name)
        try:
            print(path, open(path, "rb").read())
        except OSError as error:
            print(error)
""",
    quick=True,
)
def links_in_the_folder(nb, folder):
    """Symbolic links to the gradebook, the source, the home folder and to themselves."""
    course = folder.parents[2]
    for name, target in {
        "book": course / "gradebook.db",
        "tests": course / "source" / "ps1" / "ps1.ipynb",
        "tests.txt": course / "source" / "ps1" / "ps1.ipynb",
        "other.txt": course / "submitted" / "aaa" / "ps1" / "ps1.ipynb",
        "source": course / "source",
        "home": "/proc/self/environ",
        "loop": "loop",
        "up": "..",
    }.items():
        (folder / name).symlink_to(target)
    return nb


@tampers(
    stock=False,  # slow to copy
    quick=True,
)
def many_small_files_in_the_folder(nb, folder):
    """20,000 files of one byte each, which take a page of memory apiece."""
    for number in range(20_000):
        (folder / f"{number}.txt").write_bytes(b"x")
    return nb


@tampers(quick=True)
def module_files_beside_the_notebook(nb, folder):
    """Files named like modules lie beside the notebook: numpy, nbjudge, IPython, sitecustomize."""
    code = "raise SystemExit\n"
    for name in ("numpy", "nbjudge", "IPython", "sitecustomize", "usercustomize", "msgspec"):
        (folder / f"{name}.py").write_text(code)
    (folder / "nbgrader_config.py").write_text("raise SystemExit\n")
    (folder / "conftest.py").write_text(code)
    (folder / "gradebook.db").write_bytes(b"none")


@tampers(
    marks={"test_double": 0.0},
    quick=True,
)
def notebook_is_a_fifo(nb, folder):
    """The notebook is a FIFO: who opens it waits for ever."""
    (folder / "ps1.ipynb").unlink()
    os.mkfifo(folder / "ps1.ipynb")


@tampers(marks={"test_double": 0.0})
def notebook_is_a_folder(nb, folder):
    """The notebook is a folder."""
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").mkdir()


@tampers(marks={"test_double": 0.0})
def notebook_is_a_link_to_another_submission(nb, folder):
    """The notebook is a symbolic link to another student's."""
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").symlink_to("../../aaa/ps1/ps1.ipynb")


@tampers(
    marks={"test_double": 0.0},
    quick=True,
)
def notebook_is_a_link_to_the_source(nb, folder):
    """The notebook is a symbolic link to the instructor's, which has all answers."""
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").symlink_to(folder.parents[2] / "source" / "ps1" / "ps1.ipynb")


@tampers()
def numbers_of_many_digits_in_the_notebook(nb, folder):
    """JSON numbers of 10,000 digits, which Python refuses to read."""
    nb.metadata.number = "NUMBER"
    (folder / "ps1.ipynb").write_text(json.dumps(nb).replace('"NUMBER"', "9" * 10_000))


@tampers()
def odd_file_names(nb, folder):
    """File names that are no text, or look like options and commands."""
    for name in (b"\xff\xfe.txt", b"--force", b"a\nb", b"$(touch attack_x)", b"..."):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"x")
    return nb


@tampers()
def old_notebook_format(nb, folder):
    """A notebook of format 3, as IPython 2 wrote it."""
    old = nbformat.convert(nb, 3)
    (folder / "ps1.ipynb").write_text(nbformat.writes(old, version=3))


@tampers()
def source_with_lone_surrogates(nb, folder):
    """The text of a cell cannot be encoded."""
    nb.cells[-1].source += "\n# \ud800"
    (folder / "ps1.ipynb").write_text(json.dumps(nb))  # nbformat itself could not write it


@tampers()
def timestamp_is_a_folder(nb, folder):
    """The file that says when it was handed in is a folder."""
    (folder / "timestamp.txt").mkdir()
    return nb


@tampers()
def timestamp_out_of_range(nb, folder):
    """It was handed in in the year 1, in a time zone that makes it the year 0."""
    (folder / "timestamp.txt").write_text("0001-01-01 00:00:00 +1400")
    return nb


@tampers()
def two_notebooks(nb, folder):
    """A second notebook whose name is that of the first but for its case, and one for the tests."""
    for name in ("PS1.ipynb", "ps1 (1).ipynb", "ps1.ipynb.ipynb"):
        nbformat.write(nb, folder / name)
    return nb


@tampers()
def unreadable_timestamp(nb, folder):
    """The file that says when it was handed in holds no time."""
    (folder / "timestamp.txt").write_text("the day after tomorrow \x00")
    return nb
