"""Times as Moodle writes them in a worksheet: "Tuesday, 3 March 2026, 10:15 PM", in any tongue."""

import re
from datetime import UTC, datetime

from nbjudge.collecting.names import key

__all__ = ["time_of_moodle"]

_MONTHS = """
january|januar|janvier|enero|gennaio|janeiro|januari|styczen|stycznia|leden|ledna|tammikuu|ocak
february|februar|fevrier|febrero|febbraio|fevereiro|februari|luty|lutego|unor|unora|helmikuu|subat
march|marz|maerz|mars|marzo|marco|maart|marzec|marca|brezen|brezna|maaliskuu|mart|marts
april|avril|abril|aprile|kwiecien|kwietnia|duben|dubna|huhtikuu|nisan
may|mai|mayo|maggio|maio|mei|maj|maja|kveten|kvetna|toukokuu|mayis
june|juni|juin|junio|giugno|junho|czerwiec|czerwca|cerven|cervna|kesakuu|haziran
july|juli|juillet|julio|luglio|julho|lipiec|lipca|cervenec|cervence|heinakuu|temmuz
august|aout|agosto|augustus|augusti|sierpien|sierpnia|srpen|srpna|elokuu|agustos
september|septembre|septiembre|settembre|setembro|wrzesien|wrzesnia|zari|syyskuu|eylul
october|oktober|octobre|octubre|ottobre|outubro|pazdziernik|pazdziernika|rijen|rijna|lokakuu|ekim
november|novembre|noviembre|novembro|listopad|listopada|listopadu|marraskuu|kasim
december|dezember|decembre|diciembre|dicembre|dezembro|grudzien|grudnia|prosinec|prosince|joulukuu
"""
_MONTH = {
    name: number
    for number, line in enumerate(_MONTHS.split(), 1)
    for place, word in enumerate(line.split("|"))
    for name in ((word[: 4 if number in (6, 7) else 3], word) if place < 7 else (word,))
}
_DATE = re.compile(
    r"(?P<before>.*?)\b(?P<year>(?:19|20)\d\d)\b\D{0,12}?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)"
    r"(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\.?)?",
    re.IGNORECASE | re.DOTALL,
)


def time_of_moodle(text):
    """The time in a cell of a worksheet, UTC; None where it holds none.

    Moodle writes the time of the zone that its user has set, which is taken for this machine's.
    """
    found = _DATE.match(text[:200])
    if not found:
        return None
    words = re.findall(r"[^\W\d]+|\d+", found["before"])
    days = [int(word) for word in words if word.isdigit() and 0 < int(word) < 32]
    months = [_MONTH[key(word)] for word in words if key(word) in _MONTH]
    if not months and len(days) == 2:  # 03/04/26 in whatever order: nobody can say
        return None
    if not days or not months:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    try:
        local = datetime(int(found["year"]), months[-1], days[-1], hour, int(found["minute"]))
        return local.astimezone().astimezone(UTC)
    except (ValueError, OverflowError):
        return None
