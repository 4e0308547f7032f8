"""WHAT OTHERS SCORE: published and private figures, and the rules about what each may be compared with."""
