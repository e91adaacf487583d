"""The kernel ends when it is tested; a child keeps its socket to the judge open."""

ANSWERS = {
    "double": """
def double(x):
    import os, time
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)"""
}
EXPECTED = {"test_double": 0.0}
