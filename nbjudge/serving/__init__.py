"""``nbjudge serve``: what is handed in is graded as it arrives, and told at once."""
