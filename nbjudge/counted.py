"""How many there are of something, in words."""

__all__ = ["counted"]


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 piece``, ``2 pieces``, ``0 pieces``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
