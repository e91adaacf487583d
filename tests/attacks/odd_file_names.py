"""File names that are no text, or look like options and commands."""


def tamper(nb, folder):
    import os

    for name in (b"\xff\xfe.txt", b"--force", b"a\nb", b"$(touch attack_x)", b"..."):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"x")
    return nb
