"""What the instructor has of an assignment, as nbgrader's steps find it while they run."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from nbjudge.course import grade_id

__all__ = [
    "cells_of",
    "kept_folder",
    "notebook_of",
    "places",
    "release_cells",
    "source_cells",
    "source_folder",
    "source_places",
    "stand_in_reason",
    "submitted_file",
]


def stand_in_reason(nb):
    """Why a notebook stands in for one that could not be read; None for any other."""
    own = nb.metadata.get("nbjudge")
    reason = own.get("stand_in") if isinstance(own, dict) else None
    return reason if isinstance(reason, str) else None


def source_folder(preprocessor, resources):
    """The folder with the instructor's own files for this assignment, where it is at hand."""
    if "folder" in resources.get("nbjudge", {}):
        return Path(resources["nbjudge"]["folder"])
    course = getattr(getattr(preprocessor.parent, "parent", None), "coursedir", None)
    if course is None:
        return None
    assignment = resources["nbgrader"]["assignment"]
    path = Path(course.format_path(course.source_directory, ".", assignment))
    return path if path.is_dir() else None


def kept_folder(preprocessor, assignment):
    """Where results on their way and what is known of an assignment are kept; None in a worker."""
    course = getattr(getattr(preprocessor.parent, "parent", None), "coursedir", None)
    if course is None:
        return None
    # In autograded/: nbgrader looks past names that begin with a dot.
    return Path(course.format_path(course.autograded_directory, ".nbjudge", assignment))


def source_places(preprocessor, resources):
    """{grade id: place} in the source notebook, where that is at hand."""
    if "places" in resources.get("nbjudge", {}):
        return resources["nbjudge"]["places"]
    return places(source_cells(preprocessor, resources))


def source_cells(preprocessor, resources):
    """The cells of the source notebook, where that is at hand; otherwise none."""
    if "source" in resources.get("nbjudge", {}):
        return resources["nbjudge"]["source"]
    folder = source_folder(preprocessor, resources)
    return cells_of(folder, resources["nbgrader"]["notebook"])


def release_cells(preprocessor, resources):
    """The cells of the release, where that is at hand; otherwise none."""
    if "release" in resources.get("nbjudge", {}):
        return resources["nbjudge"]["release"]
    course = getattr(getattr(preprocessor.parent, "parent", None), "coursedir", None)
    if course is None:
        return []
    names = resources["nbgrader"]
    folder = course.format_path(course.release_directory, ".", names["assignment"])
    return cells_of(folder, names["notebook"])


def submitted_file(preprocessor, resources):
    """The notebook that the student has handed in; None where it is not at hand, as in a worker."""
    course = getattr(getattr(preprocessor.parent, "parent", None), "coursedir", None)
    if course is None:
        return None
    names = resources["nbgrader"]
    folder = course.format_path(course.submitted_directory, names["student"], names["assignment"])
    return Path(folder, f"{names['notebook']}.ipynb")


def cells_of(folder, notebook):
    """The cells of a notebook in a folder of the course; none where it is not there."""
    path = Path(folder or "", f"{notebook}.ipynb")
    return nbformat.read(path, as_version=4).cells if path.is_file() else []


def notebook_of(cells):
    """A notebook of these cells, each with an id: before format 4.5 they had none."""
    return new_notebook(
        cells=[
            NotebookNode(cell, id=cell.get("id") or f"cell-{number}")
            for number, cell in enumerate(cells, start=1)
        ]
    )


def places(cells):
    """{grade id: place} of cells."""
    return {grade_id(cell): place for place, cell in enumerate(cells) if grade_id(cell)}
