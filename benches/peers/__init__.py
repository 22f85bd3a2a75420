"""The contenders of the policy measurement; each answers the same question in its own way."""
