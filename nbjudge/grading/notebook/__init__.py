"""One notebook, run: a pure function of the notebook and its files, in any process."""
