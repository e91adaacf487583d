"""Files named like modules lie beside the notebook: numpy, nbjudge, IPython, sitecustomize."""


def tamper(nb, folder):
    code = "raise SystemExit\n"
    for name in ("numpy", "nbjudge", "IPython", "sitecustomize", "usercustomize", "msgpack"):
        (folder / f"{name}.py").write_text(code)
    (folder / "nbgrader_config.py").write_text("raise SystemExit\n")
    (folder / "conftest.py").write_text(code)
    (folder / "gradebook.db").write_bytes(b"none")
