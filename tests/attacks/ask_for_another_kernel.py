"""The notebook asks for a kernel that is not there, or in another language."""


def tamper(nb, folder):
    nb.metadata.kernelspec = {"name": "../../evil", "display_name": "R", "language": "R"}
    nb.metadata.language_info = {"name": "R"}
    return nb
