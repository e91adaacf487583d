"""20,000 cells of the student's own after the exercises."""


def tamper(nb, folder):
    from nbformat.v4 import new_code_cell

    nb.cells += [new_code_cell("x = 1", id=f"x{number}") for number in range(20_000)]
    return nb


STOCK = False  # it takes minutes
