"""The audit: a finished PDF is read back, and every number in it must have a father."""
