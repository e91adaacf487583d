"""Who is in the class: students as nbgrader's gradebook, an LMS's export or a table of one's own
know them, and which of them a name, a number or an address belongs to.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from rapidfuzz import fuzz, process

from nbjudge.collecting.moodle_times import time_of_moodle
from nbjudge.collecting.names import is_safe_id, key
from nbjudge.errors import CollectingError

__all__ = ["Person", "Roster", "participant", "person_of", "read_csv", "read_people"]

# The columns that tell of a student, in the words of nbgrader, Canvas and Moodle.
_NBGRADER_ID = ("id", "student_id", "student id", "nbgrader id")
_LOGIN = ("sis login id", "username", "login", "login_id", "anmeldename", "benutzername",
          "nom d'utilisateur", "nombre de usuario", "gebruikersnaam")  # fmt: skip
_LMS_ID = ("lms_user_id", "canvas id", "identifier")
_OTHER_ID = ("sis user id", "id number", "id-nummer", "matrikelnummer", "numéro d'identification",
             "número de id", "codice identificativo")  # fmt: skip
_EMAIL = ("email", "email address", "e-mail", "e-mail-adresse", "adresse de courriel",
          "adresse électronique", "correo electrónico", "dirección de correo", "indirizzo email",
          "e-mailadres")  # fmt: skip
_WHOLE_NAME = ("name", "full name", "student", "student name", "vollständiger name",
               "nom complet", "nombre completo", "nome completo", "volledige naam")  # fmt: skip
_FIRST = ("first_name", "first name", "vorname", "prénom", "nombre", "nome", "voornaam")
_LAST = ("last_name", "last name", "surname", "family name", "nachname", "nom", "nom de famille",
         "apellido(s)", "apellidos", "cognome", "achternaam")  # fmt: skip
# In a Moodle worksheet each row begins with "Participant 4711", in the language of the course.
_PARTICIPANT = re.compile(
    r"(?:particip|teilnehm|partecip|deelnem|uczestn|deltag|účast|участ|katılım|osallist|résztv"
    r"|参加者|参与者|مشارك)\D*(\d+)",
    re.IGNORECASE,
)


def participant(text):
    """The number in "Participant 4711" of a Moodle worksheet; None where it is none."""
    found = _PARTICIPANT.fullmatch(text.strip())
    return found and found[1]


@dataclass
class Person:
    """A student: nbgrader's id, and all else that stands for it elsewhere."""

    id: str
    names: set = field(default_factory=set)  # "Ada Lovelace", "Lovelace, Ada"
    ids: set = field(default_factory=set)  # numbers, logins and addresses in an LMS
    first: str = ""
    last: str = ""
    email: str = ""
    handed_in: datetime | None = None  # as a Moodle worksheet says of this assignment

    def add(self, other):
        """Add what another source knows of the same student."""
        self.names |= other.names
        self.ids |= other.ids
        for name in ("first", "last", "email", "handed_in"):
            setattr(self, name, getattr(self, name) or getattr(other, name))


class Roster:
    """A class; empty where nobody is known yet."""

    def __init__(self, people=()):
        self.people = {}
        for person in people:
            self.add(person)

    def __bool__(self):
        return bool(self.people)

    def add(self, person):
        """Add a student, or what is new about one."""
        self.people.setdefault(person.id, Person(person.id)).add(person)

    @classmethod
    def of_gradebook(cls, db_url, course_id):
        """All students whom nbgrader knows."""
        with Gradebook(db_url, course_id) as gradebook:
            return cls(
                Person(
                    student.id,
                    _names(student.first_name, student.last_name),
                    _filled(student.email, student.lms_user_id),
                    student.first_name or "",
                    student.last_name or "",
                    student.email or "",
                )
                for student in gradebook.students
            )

    def read(self, path):
        """Add the students of a CSV file.

        Columns are nbgrader's (``id``, ``first_name``, ``last_name``, ``email``, ``lms_user_id``),
        or those of Canvas's gradebook export or of a Moodle worksheet. Raises `NbjudgeError` for a
        file without any of them.
        """
        for person in read_people(path, self):
            self.add(person)

    def find(self, text):
        """Students whom an id, a login, an address or a name stands for."""
        by_id = [p for p in self.people.values() if text == p.id or text in p.ids]
        if by_id:
            return by_id
        wanted = key(text)
        return [
            person
            for person in self.people.values()
            if wanted and any(wanted in _orders(name) for name in (person.id, *person.names))
        ]

    def alike(self, text):
        """The id of the student whose name is most like a text, or None."""
        names = {
            turned: person.id
            for person in self.people.values()
            for name in (person.id, *person.names)
            for turned in _orders(name)
        }
        found = process.extractOne(key(text), list(names), scorer=fuzz.ratio, score_cutoff=75)
        return names[found[0]] if found else None


def read_csv(path):
    """(heading, rows) of a CSV file, with commas, semicolons or tabs, in UTF-8 or Excel's own."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CollectingError(f"{path} could not be read: {error.strerror}.") from error
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise CollectingError(f"{path} is no text: save it as CSV in UTF-8.")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    if not rows or len(rows[0]) < 2:
        raise CollectingError(f"{path} is no table: expected CSV with a line of headings.")
    return rows[0], rows[1:]


def read_people(path, known=()):
    """[`Person`] of a CSV file, in order; ``known`` is a `Roster` whose ids are kept."""
    heading, rows = read_csv(path)
    found = [person for row in rows if (person := person_of(heading, row, known, path))]
    if not found:
        raise CollectingError(
            f"{path} names no student. Expected columns such as id, first_name, last_name, email, "
            "lms_user_id (as `nbgrader db student import` has them), or an export of Canvas's "
            f"gradebook or a Moodle worksheet; found: {', '.join(heading[:8])}."
        )
    return found


def person_of(heading, row, known=(), path=""):
    """The `Person` whom a row of a table is about, or None.

    Raises `NbjudgeError` where the student's id cannot be one in nbgrader.
    """
    columns = {name.strip().casefold(): i for i, name in reversed(list(enumerate(heading)))}
    is_canvas = "sis login id" in columns or "sis user id" in columns

    def get(names):
        places = [columns[name] for name in names if columns.get(name, len(row)) < len(row)]
        return next((row[place].strip() for place in places if row[place].strip()), "")

    own = "" if is_canvas else get(_NBGRADER_ID)
    lms = get(("id",)) if is_canvas else get(_LMS_ID)
    number = participant(row[0]) if len(row) > 3 else None
    if number and not {"first_name", "last_name", "lms_user_id"} & columns.keys():
        return _of_worksheet(number, row, known, get)
    if is_canvas and not lms:
        return None  # "Points Possible" and the like
    login, other, email, whole = get(_LOGIN), get(_OTHER_ID), get(_EMAIL), get(_WHOLE_NAME)
    given = [own] if own else [login, other, email, lms, whole]
    given = [text for text in given if text]
    if not given:
        return None
    old = [text for text in given if known and text in known.people]
    old += [person.id for person in (known.find(lms) if known and lms else ())]
    name = (old or given)[0]
    if not is_safe_id(name):
        raise CollectingError(
            f"{path}: {name!r} cannot be a student's id in nbgrader. Use letters, digits, and "
            ". _ - @ + in the column that names the student."
        )
    first, last = get(_FIRST), get(_LAST)
    names = _names(first, last) | _filled(whole)
    if not (first or last):
        first, last = _halves(whole)
    return Person(name, names, _filled(own, lms, login, other, email), first, last, email)


def _of_worksheet(number, row, known, get):
    """The `Person` of a row of a Moodle worksheet, whatever its language: number, name, address."""
    texts = [text.strip() for text in row[1:]]
    email = get(_EMAIL) or next((t for t in texts if re.fullmatch(r"[^@\s]+@[^@\s]+", t)), "")
    whole = get(_WHOLE_NAME) or (texts[0] if "@" not in texts[0] else "")
    login, other = get(_LOGIN), get(_OTHER_ID)
    given = [text for text in (login, other, email, number) if text and is_safe_id(text)]
    old = [text for text in given if known and text in known.people]
    for text in (number, email, whole):
        old += [person.id for person in (known.find(text) if known and text else ())][:1]
    first, last = _halves(whole)
    return Person(
        (old or given)[0],
        _filled(whole),
        _filled(number, login, other, email),
        first,
        last,
        email,
        next(filter(None, map(time_of_moodle, texts)), None),
    )


def _halves(name):
    """(first, last) of a whole name."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return first.strip(), last.strip()


def _filled(*texts):
    return {text for text in texts if text}


def _names(first, last):
    return {f"{first} {last}"} if first and last else _filled(first, last)


def _orders(name):
    """Keys of a name in both orders: "Ada Lovelace", "Lovelace, Ada", "lovelaceada"."""
    last, comma, first = name.partition(",")
    if comma:
        return {key(last + first), key(first + last)}
    words = name.split()
    turns = [words[i:] + words[:i] for i in range(len(words))]
    return {key("".join(words)) for words in turns}
