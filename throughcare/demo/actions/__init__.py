"""The only writers of the demo's own records; the region itself is made by the apps' actions."""
