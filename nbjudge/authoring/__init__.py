"""The instructor's door: blanks, checks of source notebooks and releases, the audit of answers."""
