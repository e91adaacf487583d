"""What a graded class has understood: report, feedback, and what they are made of."""
