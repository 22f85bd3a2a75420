"""The concern line: anyone worried, or who wants out, writes without an account or a name."""
