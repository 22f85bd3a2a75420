"""Powers that take two persons: proposed by one, exactly that confirmed by another."""
