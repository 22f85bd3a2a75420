"""Sealing: the lanes in one Merkle tree, signed checkpoints of it, and witnesses who keep them.

From below: `merkle` hashes; `checkpoints` are the bytes that are signed, `keys` sign them; `leaves`
reads the trail in the tree's order; `standing` says what is sealed, `witnesses` keep it elsewhere,
`answers` asks them; `actions` seal; `verification` proves all of it, `proving` and `proof` prove
one event.
"""
