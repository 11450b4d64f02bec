"""What charts are given to draw, and the table of numbers behind each."""
