"""WHAT IS ASKED: questionnaires as data, from YAML text to a checked, frozen model."""
