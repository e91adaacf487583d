"""Threads and child processes outlive the cell and change things later."""

CELL = """
import os, threading, time
def later():
    import gc, numpy as np
    while True:
        time.sleep(0.05)
        globals().update(hidden_rule=lambda x: True, same=lambda *a: True, tolerance=1e9)
        try:
            np.testing.assert_allclose = lambda *a, **k: None
        except Exception:
            pass
threading.Thread(target=later, daemon=True).start()
if os.fork() == 0:
    while True:
        time.sleep(0.1)
        try:
            open("/tmp/attack_late", "a").write("x")
        except OSError:
            pass
"""
