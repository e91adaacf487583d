"""What comes in from an LMS or a folder, and the marks that go back."""
