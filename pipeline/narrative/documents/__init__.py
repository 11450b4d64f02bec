"""Which parts stand on which paper: the briefing, its first page, the sheet of one page."""
