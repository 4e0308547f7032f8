"""WHERE ANSWERS ARE KEPT: the only package that knows SQL; stores on SQLite, on PostgreSQL and in memory."""
