"""Pictures of a result: one chart a file, each with a title that states the finding and a text twin."""
