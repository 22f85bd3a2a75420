"""Django's PostgreSQL, where each statement says on whose behalf it is asked."""
