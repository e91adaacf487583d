"""Names of people, and ids made of them."""

import re
import unicodedata

__all__ = ["is_safe_id", "key"]


def is_safe_id(text):
    """Whether a student's id can be the name of a folder that nbgrader looks into."""
    return bool(re.fullmatch(r"[\w@+][\w@+. -]{0,126}", text)) and not text.endswith((" ", "."))


def key(text):
    """A name without accents, case, spaces and marks, as LMSs write it into file names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
