"""Pages of the concern line: public ones, and those of counsellors."""
