"""Classes of students: for now the demo class."""
