"""A fictional region, the Vesper Coast, built by the apps' own actions; and large ones."""
