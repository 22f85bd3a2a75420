"""Cases, the seats on them, and who is responsible at every moment."""
