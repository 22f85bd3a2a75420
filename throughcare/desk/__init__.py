"""What I must do: home, caseload, case page, search."""
