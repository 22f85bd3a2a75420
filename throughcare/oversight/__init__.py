"""Reading the trail: who has looked at a case, and what a data-protection officer oversees."""
