# Tests that hold no answer: hashes of what the student found.
# %% locked setup
import hashlib

import pandas as pd

table = pd.DataFrame({"city": ["Ulm", "Bonn", "Jena"], "people": [126, 331, 111]})


def digest(value):
    return hashlib.sha1(str(value).encode("utf8")).hexdigest()
# %% solution largest
largest = table.sort_values("people")["city"].iloc[-1]
total = int(table["people"].sum())
# %% wrong
largest = table["city"].iloc[0]
total = len(table)
# %% test
assert digest(largest) == hashlib.sha1(b"Bonn").hexdigest(), "not the largest city"
# %% test
assert digest(total) == "568" or digest(total) == hashlib.sha1(b"568").hexdigest()
