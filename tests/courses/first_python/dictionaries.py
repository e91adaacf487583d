# Dictionaries, sets, counting; Counter and defaultdict as answers.
# %%
from collections import Counter, defaultdict
# %% solution count_letters
def count_letters(text):
    return Counter(c for c in text.lower() if c.isalpha())
# %% wrong
def count_letters(text):
    return Counter(text)
# %% test 2
letters = count_letters("Hello, hello")
assert letters["l"] == 4 and letters["x"] == 0
assert set(letters.keys()) == set("helo") and sum(letters.values()) == 10
assert letters.most_common(1) == [("l", 4)]
# %% solution by_length
def by_length(words):
    groups = defaultdict(list)
    for word in words:
        groups[len(word)].append(word)
    return groups
# %% wrong
def by_length(words):
    return {len(word): [word] for word in words}
# %% test
groups = by_length(["a", "bb", "c", "dd"])
assert groups == {1: ["a", "c"], 2: ["bb", "dd"]}
assert dict(groups) == {1: ["a", "c"], 2: ["bb", "dd"]}
# %% test
assert isinstance(groups, defaultdict), "use a defaultdict"
assert groups[99] == []
