"""Every attribute of an object takes a second, so that tests never come to an end."""

ANSWERS = {
    "Counter": """
class Counter:
    def add(self, n):
        pass
    @property
    def total(self):
        import time
        time.sleep(1.5)
        return 0""",
}
