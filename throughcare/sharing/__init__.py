"""Who may see what: categories, handlings, agreements, walls, and the clearances they compile to."""
