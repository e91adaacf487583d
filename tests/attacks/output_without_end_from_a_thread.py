"""A thread prints a little for ever, while a cell and a test run into their time limits."""

CELL = """
import threading, time
def chatter():
    while True:
        print("x", flush=True)
        time.sleep(0.05)
threading.Thread(target=chatter, daemon=True).start()
while True:
    try:
        time.sleep(0.1)
    except KeyboardInterrupt:
        break
"""
