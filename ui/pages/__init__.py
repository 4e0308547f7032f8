"""The pages, one function ``render(context)`` each; the table of them stands in ``ui.app``."""
