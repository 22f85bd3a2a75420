"""Who may see what: categories, handlings, agreements, walls, and what they compile to."""
