"""Answers to questions that the judge has yet to ask lie in the socket already."""

CELL = """
import gc, threading, time
for servant in [o for o in gc.get_objects() if type(o).__name__ == "StudentSide"]:
    for number in range(1, 200):
        servant._channel.send(["answer", number, True, [], ""], [])
"""
EXPECTED = {"test_double": 0.0}
