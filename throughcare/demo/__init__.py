"""A fictional region, built by the apps' own actions."""
