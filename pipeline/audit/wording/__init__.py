"""The printed words against those that the findings say, and each number against its owners."""
