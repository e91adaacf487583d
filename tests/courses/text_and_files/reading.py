# Files that the test writes, read by the student's function.
# %%
import csv
import json
from pathlib import Path
# %% solution loading
def load_prices(path):
    with open(path, newline="") as file:
        return {row["item"]: float(row["price"]) for row in csv.DictReader(file)}


def load_settings(path):
    return json.loads(Path(path).read_text())


def count_lines(file):
    return sum(1 for line in file if line.strip())
# %% wrong
def load_prices(path):
    with open(path, newline="") as file:
        return {row["item"]: row["price"] for row in csv.DictReader(file)}


def load_settings(path):
    return {}


def count_lines(file):
    return len(file.readlines())
# %% test
Path("prices.csv").write_text("item,price\nbread,2.5\nmilk,1.2\n")
assert load_prices("prices.csv") == {"bread": 2.5, "milk": 1.2}
# %% test
with open("settings.json", "w") as file:
    json.dump({"size": [3, 4], "dark": True}, file)
assert load_settings("settings.json") == {"size": [3, 4], "dark": True}
# %% test
import io

assert count_lines(io.StringIO("a\n\nb\n")) == 2
