"""The embedded tables: one loader a table or family, each row with the source it came from."""
