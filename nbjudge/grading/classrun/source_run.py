"""The instructor's own notebooks, tried before a class is graded: which tests can be judged?"""

from nbjudge.grading.course_files import notebook_of
from nbjudge.grading.notebook.classify import classify, fingerprint, keep, read_kept

__all__ = ["try_source"]


def try_source(sources, folder, kept, task, pool):
    """Run those source notebooks of which it is not known, as they stand now.

    Parameters
    ----------
    sources : {notebook: its cells}
    folder : the assignment's source folder.
    kept : the folder in which is kept what was found.
    task : function of (student, notebook, its JSON as a dict, files) that gives a `Task`.
    pool : where notebooks are run.

    Returns
    -------
    ({notebook: {grade id: `TestClass`} of the tests that are not judged}, what went wrong).
    """
    classes, running, problems = {}, {}, []
    for name, cells in sources.items():
        key = fingerprint(cells, folder)
        classes[name] = read_kept(kept, name, key)
        if classes[name] is None:
            source = task("the source", name, notebook_of(cells), {})
            running[name] = key, pool.submit(classify, source)
    for name, (key, future) in running.items():
        try:
            classes[name] = future.result()
            keep(kept, name, key, classes[name])
        except Exception as error:  # such a source says nothing of its tests
            classes[name] = {}
            problems.append(f"The source of {name} could not be tried: {error}")
    return classes, problems
