"""The only writers of cases, seats and responsibility, by noun."""
