"""A finished document taken apart as a person meets it: letters, shapes, pictures, links, margins, entries."""
