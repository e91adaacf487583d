"""The grader's door: what nbjudge adds to `nbgrader autograde`."""
