"""WHAT ANSWERS MEAN: pure functions from a questionnaire and answers to scores, stages, gaps and findings."""
