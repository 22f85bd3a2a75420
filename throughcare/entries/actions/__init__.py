"""The only writers of entries: writing and correcting, labels, requests for another label."""
