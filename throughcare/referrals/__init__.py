"""Referrals: somebody is told to an agency, which decides with a reason and answers."""
