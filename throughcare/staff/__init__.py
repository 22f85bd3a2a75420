"""Agency administration: who holds which post, given and ended by the agency's duty post."""
