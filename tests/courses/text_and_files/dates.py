# Parsing text into dates and paths.
# %%
from datetime import date, datetime, timedelta
from pathlib import Path
# %% solution parsing
def parse(text):
    return datetime.strptime(text, "%d.%m.%Y").date()


def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


backup = Path("data") / "2024" / "notes.txt"
fortnight = timedelta(weeks=2)
# %% wrong
def parse(text):
    return datetime.strptime(text, "%d.%m.%Y")


def age(born, today):
    return today.year - born.year


backup = "data/2024/notes.txt"
fortnight = 14
# %% test
assert parse("10.12.1815") == date(1815, 12, 10) and type(parse("01.01.2000")) is date
# %% test
assert age(date(2000, 6, 15), date(2024, 6, 14)) == 23
assert age(date(2000, 6, 15), date(2024, 6, 15)) == 24
# %% test
assert backup == Path("data/2024/notes.txt") and backup.suffix == ".txt" and backup.parent.name == "2024"
assert isinstance(fortnight, timedelta) and date(2024, 1, 1) + fortnight == date(2024, 1, 15)
