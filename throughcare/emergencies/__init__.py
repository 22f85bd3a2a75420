"""Emergency access: when a life is at stake, a duty post opens a case for some hours."""
