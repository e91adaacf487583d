"""Test cells run outside the student's process, on what that process gives."""
