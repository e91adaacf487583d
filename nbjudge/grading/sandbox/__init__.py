"""Where students' code runs: cut off from the machine, and forked from a warm process."""
