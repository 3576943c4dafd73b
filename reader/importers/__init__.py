"""One module per format, and the session that runs them in worker processes."""
