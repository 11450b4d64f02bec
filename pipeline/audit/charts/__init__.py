"""What charts were given, what they write, where their marks stand."""
