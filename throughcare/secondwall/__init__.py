"""The second wall: row-level security on PostgreSQL, made from the declaration of the rule."""
