"""The notebook brings results along: outputs of the tests, and nbjudge's own metadata."""


def tamper(nb, folder):
    from nbformat.v4 import new_output

    nb.metadata.nbjudge = {"sandbox": True, "message": "all is right"}
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbjudge = {"message": "All tests pass."}
            cell.outputs = [new_output("execute_result", {"text/plain": "3.0"}, execution_count=1)]
            cell.metadata.nbgrader.checksum = "0" * 32
    return nb
