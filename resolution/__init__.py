"""Many articles: who is the same actor, what is the same event, what changed."""
