# Strings: counting, cleaning, regular expressions.
# %%
import re
# %% solution words
WORD = re.compile(r"[a-zäöüß]+")


def words(text):
    return WORD.findall(text.lower())


def longest_word(text):
    return max(words(text), key=len, default="")
# %% wrong
WORD = re.compile(r"\w+")


def words(text):
    return text.split()


def longest_word(text):
    return max(text.split(), key=len)
# %% test
assert words("Hello, hello World!") == ["hello", "hello", "world"]
assert WORD.search("123 abc").group() == "abc"
# %% test
assert longest_word("Ein längeres Wort.") == "längeres" and longest_word("...") == ""
