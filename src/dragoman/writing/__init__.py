"""Letters, scripts and hidden characters: what can be said of a text without understanding it."""
