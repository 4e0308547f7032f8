"""THE COMMAND LINE: ``python -m cli``, one module a command, each a pure function from arguments to an outcome."""
