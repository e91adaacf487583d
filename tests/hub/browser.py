"""Chromium with JupyterLab in it, driven as a person would: by what is seen, clicked and typed."""

import contextlib
import os
import re
import shutil
import time
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

WAIT = 120_000  # milliseconds for anything to appear: no more than a slow machine needs
_FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"


@contextlib.contextmanager
def chromium():
    """A headless Chromium; `--no-sandbox` because it may be root who runs it, on our own html."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        expect.set_options(timeout=WAIT)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser, width=1280, height=1000):
    """A page in a session of its own; ``page.said`` lists errors and warnings of its console."""
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(WAIT)
    page.said = []

    def note(message):
        slow = "to activate" in message.text  # JupyterLab's remarks on the machine
        if message.type in ("error", "warning") and not slow:
            page.said.append(f"{message.type}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: page.said.append(f"page error: {error}"))
    return page


def wait_for_lab(page):
    """Until JupyterLab can be used."""
    expect(page.locator("#jp-main-dock-panel")).to_be_visible()
    expect(page.locator("#jupyterlab-splash")).to_have_count(0)


def wait_for_kernel(page):
    """Until the kernel of the notebook in front waits for work."""
    expect(notebook(page).locator(".jp-KernelName")).to_have_text("Python 3 (ipykernel)")
    state = notebook(page).locator(".jp-Notebook-ExecutionIndicator")
    expect(state).to_have_attribute("data-status", "idle")


def menu(page, name, item):
    """Choose an item of JupyterLab's menu bar."""
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{name}$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{item}$")).first.click()


def notebook(page):
    """The notebook that is in front."""
    return page.locator(_FRONT)


def cell(page, text):
    """The first code cell of the notebook in front whose input contains a text."""
    return (
        notebook(page)
        .locator(".jp-CodeCell")
        .filter(has=page.locator(".jp-InputArea", has_text=text))
        .first
    )


def write(page, which, text):
    """Replace what is in a cell's editor."""
    editor = which.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def run(page, which):
    """Run a cell, and wait until it has been run; returns its output as text."""
    which.locator(".jp-InputPrompt").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(200)
    expect(which.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]"))
    return "\n".join(which.locator(".jp-OutputArea-output").all_inner_texts())


def run_folded(page, title):
    """Open a cell that is folded to its title, and run it; returns its output as text."""
    notebook(page).locator(".jp-InputPlaceholder", has_text=title).first.click()
    return run(page, cell(page, title))


class Album:
    """Steps of a story, each with its time and a screenshot of every page given to it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.times = []

    @contextlib.contextmanager
    def step(self, title, page, log=lambda: ""):
        """What happens within is one step; a failure shows where the page is and the log's tail."""
        start = time.perf_counter()
        try:
            yield
        except BaseException:
            shot = self.shoot(page, f"FAILED {title}")
            print(f"Failed: {title}\nat {page.url}\nscreenshot: {shot}")
            print("console:", *page.said[-10:], sep="\n  ")
            print(f"log:\n{log()}")
            raise
        self.times.append((title, time.perf_counter() - start))
        self.shoot(page, title)

    def shoot(self, page, title):
        name = re.sub(r"\W+", "-", title).strip("-").lower()
        path = self.folder / f"{len(self.times):02d}-{name}.png"
        page.screenshot(path=os.fspath(path))
        return path

    def report(self):
        lines = [f"{seconds:6.1f} s  {title}" for title, seconds in self.times]
        total = sum(seconds for _, seconds in self.times)
        return "\n".join([*lines, f"{total:6.1f} s  in all; screenshots: {self.folder}"])
