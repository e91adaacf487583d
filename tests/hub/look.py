"""Notebooks of the course in a real browser: run to the end, photographed, searched for faults.

    python tests/hub/look.py --out shots                    # all releases and sources, JupyterLab
    python tests/hub/look.py --app notebook 01 --step release

A release is run as a student first has it, with its blanks; cells that fail do not stop it. A
source holds the answers. For each notebook: screenshots from top to bottom, and what was found:
errors and warnings in outputs, formulas that MathJax cannot read, what is wider than its place,
errors of the browser's console. With the data of NBJUDGE_DATA; the digits take the least time.
"""

import argparse
import contextlib
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import requests
from browser import chromium, expect, menu, new_page, notebook, wait_for_kernel
from hub import ROOT, free_ports

from nbjudge.course import Course

WIDTH, HEIGHT = 1150, 2300
# Every cell is drawn at once, so that it can be searched; no offers of news.
SETTINGS = """{
  "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
  "@jupyterlab/apputils-extension:notification": {"checkForUpdates": false, "fetchNews": "false"}
}"""
# In the page: [kind, cell's index, text] of what is wrong to the eye.
FAULTS = """() => {
    const found = [];
    const panel = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)");
    panel.querySelectorAll(".jp-Cell").forEach((cell, index) => {
        const tell = (kind, text) => found.push([kind, index, text.trim().slice(0, 90)]);
        const note = (kind, node) => tell(kind, node.textContent);
        cell.querySelectorAll("mjx-merror").forEach(node => note("formula", node));
        if (cell.matches(".jp-MarkdownCell")) {
            const shown = cell.querySelector(".jp-RenderedMarkdown");
            const text = shown ? shown.innerText : "";
            if (/\\$[^$]*\\\\[a-z]+/.test(text)) tell("formula left as text", text);
        }
        cell.querySelectorAll("img").forEach(node => {
            if (!node.complete || !node.naturalWidth) tell("image", node.src);
        });
        const wide = ".jp-RenderedMarkdown, .jp-OutputArea-output, .jp-OutputArea-output pre, "
            + ".cm-scroller, mjx-container[display=true]";
        cell.querySelectorAll(wide).forEach(node => {
            const over = node.scrollWidth - node.clientWidth;
            if (over > 3 && node.clientWidth) note(`${over} pixels too wide`, node);
        });
    });
    return found;
}"""


@contextlib.contextmanager
def server(app, folder):
    """`jupyter lab` or `notebook` in a folder; yields the address of a notebook, to fill in."""
    (port,) = free_ports(1)
    token = secrets.token_hex(16)
    config = folder / ".config"
    (config / "labconfig").mkdir(parents=True)
    (config / "labconfig" / "default_setting_overrides.json").write_text(SETTINGS)
    command = [sys.executable, "-m", "jupyter", app, "--no-browser", "--allow-root"]
    options = [
        f"--port={port}",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
    ]
    environment = os.environ | {
        "JUPYTER_CONFIG_PATH": os.fspath(config),
        # Nothing of whoever runs this: neither settings nor open tabs.
        "JUPYTER_CONFIG_DIR": os.fspath(folder / ".jupyter"),
        "JUPYTERLAB_WORKSPACES_DIR": os.fspath(folder / ".workspaces"),
        "JUPYTERLAB_SETTINGS_DIR": os.fspath(folder / ".settings"),
        "PATH": os.pathsep.join([os.fspath(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    with (folder / ".log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *options], cwd=folder, env=environment, stdout=log, stderr=log
        )
    try:
        for _ in range(1500):
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"http://127.0.0.1:{port}/api", timeout=5).ok:
                    break
            time.sleep(0.2)
        else:
            raise RuntimeError((folder / ".log").read_text())
        path = "doc/tree" if app == "lab" else "notebooks"
        yield f"http://127.0.0.1:{port}/{path}/{{}}?token={token}"
    finally:
        process.terminate()
        process.wait()


def look(page, address, path, out, patience):
    """Open, run and photograph one notebook; returns what was found, in lines."""
    page.said.clear()
    page.goto(address.format(path.name))
    expect(notebook(page).locator(".jp-RenderedHTMLCommon h1").first).to_be_visible()
    expect(page.locator("#jupyterlab-splash")).to_have_count(0)
    wait_for_kernel(page)
    before = nbformat.read(path, as_version=4)
    start = time.perf_counter()
    menu(page, "Run", "Run All Cells")
    prompts = notebook(page).locator(".jp-CodeCell .jp-InputPrompt")
    expect(prompts.last).to_have_text(re.compile(r"\[\d+\]"), timeout=patience * 1000)
    seconds = time.perf_counter() - start
    page.wait_for_timeout(1000)
    menu(page, "File", "Save Notebook")
    page.wait_for_timeout(1500)
    found = [
        f"{kind}: cell {before.cells[index].id}: {text}"
        for kind, index, text in page.evaluate(FAULTS)
    ]
    photographs = photograph(page, out)
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                found.append(
                    f"{output.ename}: cell {cell.id}: {output.evalue.splitlines()[0][:90]}"
                )
            elif output.get("name") == "stderr":
                found.append(f"stderr: cell {cell.id}: {output.text.strip()[:200]}")
    found += [f"console {line[:200]}" for line in dict.fromkeys(page.said)]
    return [f"{seconds:.0f} s, {photographs} screenshots", *found]


def photograph(page, out):
    """Screenshots of the notebook in front, from its top to its bottom; returns their number."""
    scroller = notebook(page).locator(".jp-WindowedPanel-outer").first
    number, top, end = 0, 0, 1
    while top < end:
        scroller.evaluate("(node, top) => { node.scrollTop = top; }", top)
        page.wait_for_timeout(400)
        number += 1
        page.screenshot(path=f"{out}-{number:02d}.png")
        # The end is that of the last cell; JupyterLab lets one scroll beyond it.
        seen, end = scroller.evaluate("""node => {
            const last = [...node.querySelectorAll(".jp-Cell")].at(-1).getBoundingClientRect();
            const top = node.getBoundingClientRect().top;
            return [node.clientHeight, last.bottom - top + node.scrollTop];
        }""")
        top += seen - 60
        if top + 60 >= end:
            break  # what is left has been seen
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="beginnings of assignments' names; all by default")
    parser.add_argument("--step", choices=["release", "source"], action="append")
    parser.add_argument("--app", choices=["lab", "notebook"], default="lab")
    parser.add_argument("--out", type=Path, default=Path("shots"))
    parser.add_argument("--patience", type=float, default=600, help="seconds for a notebook")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    course = Course(ROOT)
    names = [n for n in course.assignments if n.startswith(tuple(options.names or [""]))]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        with server(options.app, folder) as address, chromium() as browser:
            for step in options.step or ["release", "source"]:
                for name in names:
                    nb = course.read(step, name)
                    if (
                        step == "release"
                    ):  # an open blank fails, and the next cell is run all the same
                        for cell in nb.cells:
                            cell.metadata.setdefault("tags", []).append("raises-exception")
                    path = folder / f"{step}-{name}.ipynb"
                    nbformat.write(nb, path)
                    page = new_page(browser, WIDTH, HEIGHT)
                    lines = look(
                        page, address, path, options.out / f"{step}-{name}", options.patience
                    )
                    print(f"{options.app}, {step} {name}:", *lines, sep="\n  ", flush=True)
                    page.context.close()


if __name__ == "__main__":
    main()
