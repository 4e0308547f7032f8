"""HOW FAST FOR HOW MANY: loads the running app like a room of visitors and says what they waited for."""
