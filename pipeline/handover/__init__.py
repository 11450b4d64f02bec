"""A briefing put into its readers' hands: who they are, what goes to each, and that it goes once."""
