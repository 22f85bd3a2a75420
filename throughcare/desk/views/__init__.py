"""Pages of the desk: home, caseload, one case, its team, search."""
