"""A second notebook whose name is that of the first but for its case, and one for the tests."""


def tamper(nb, folder):
    import nbformat

    for name in ("PS1.ipynb", "ps1 (1).ipynb", "ps1.ipynb.ipynb"):
        nbformat.write(nb, folder / name)
    return nb
