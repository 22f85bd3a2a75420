"""Measurements: `bin/bench NAME`. Each prints what it ran and found; ratios from one run."""
