"""The grader's door: what gradlab adds to `nbgrader autograde`."""
