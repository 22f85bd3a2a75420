"""A spreadsheet of referrals, as a service has it: previewed, imported whole, and taken back."""
