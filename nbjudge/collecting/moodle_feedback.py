"""Feedback pages for Moodle: the zip archive of *Upload multiple feedback files in a zip*."""

import re
import zipfile
from pathlib import Path

from nbjudge.collecting.export import LmsExport
from nbjudge.collecting.roster import participant
from nbjudge.errors import CollectingError

__all__ = ["MoodleFeedback"]

# What Moodle reads from the name of a folder: whose it is, and that it is feedback.
_FOLDER = "{name}_{number}_assignfeedback_file_"


class MoodleFeedback(LmsExport):
    """The feedback pages of an assignment, a folder for each participant of a worksheet."""

    default_name = "feedback.zip"

    def _put(self, file: str) -> None:
        if not self.template or len(self._points) != 1:
            raise CollectingError(
                "Feedback files go to Moodle for one assignment, with its grading worksheet, which "
                "knows the participants' numbers: --template worksheet.csv"
            )
        (assignment,) = self._points
        heading, found = self._matched()
        names = [text.strip().casefold() for text in heading]
        full_name = names.index("full name") if "full name" in names else 0
        course = self.parent.coursedir
        partial, without, pages = Path(f"{file}.partial"), [], 0
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for row, who in found:
                number = participant(row[0]) if row else None
                if who is None or number is None:
                    continue
                name = re.sub(r"[\\/_\x00-\x1f]+", " ", row[full_name]).strip() or who
                folder = Path(course.format_path(course.feedback_directory, who, assignment))
                made = sorted(folder.glob("*.html"))
                if not made and (who, assignment) in self._marks:
                    without.append(who)
                for page in made:
                    place = _FOLDER.format(name=name, number=number)
                    archive.write(page, f"{place}/{page.name}")
                    pages += 1
        partial.replace(file)
        self._say_rows_without(found, full_name)
        if without:
            self.log.warning(
                "These have marks, and no feedback page yet: %s. Make them first: nbgrader "
                "generate_feedback %s",
                *(", ".join(sorted(without)), assignment),
            )
        self.log.info("%d feedback pages.", pages)
