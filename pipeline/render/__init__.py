"""A page of finished words becomes HTML, then a tagged PDF. This room lays out; it counts and words nothing."""
