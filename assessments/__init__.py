"""WHO ANSWERED WHAT: assessments, waves, responses and answers, what may be done with them, and the views of them."""
