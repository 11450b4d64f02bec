"""What several parts say in the same words: caveats, measures, statements, the edition, what is not known."""
