"""A notebook of format 3, as IPython 2 wrote it."""


def tamper(nb, folder):
    import nbformat

    old = nbformat.convert(nb, 3)
    (folder / "ps1.ipynb").write_text(nbformat.writes(old, version=3))
