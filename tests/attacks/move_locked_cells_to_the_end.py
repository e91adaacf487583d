"""The locked cells come after all others, when everything has been tested."""


def tamper(nb, folder):
    nb.cells = nb.cells[3:] + nb.cells[2::-1]
    return nb
