"""Threads without end."""

CELL = """
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
"""
STOCK = False  # it would take the machine down
