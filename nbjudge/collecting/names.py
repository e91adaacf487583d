"""Names of people, and ids made of them."""

import re
import unicodedata

__all__ = ["is_safe_id", "key", "without_markup"]


def is_safe_id(text):
    """Whether a student's id can be the name of a folder that nbgrader looks into."""
    return bool(re.fullmatch(r"[\w@+][\w@+. -]{0,126}", text)) and not text.endswith((" ", "."))


def without_markup(text):
    """A name as it goes into the gradebook: nbgrader's formgrader writes it into its pages as HTML.

    In many an LMS students choose what they are called.
    """
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain.replace("<", "‹").replace(">", "›")


def key(text):
    """A name without accents, case, spaces and marks, as LMSs write it into file names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
