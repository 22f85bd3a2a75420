"""Programme models: how a programme works, as data that a region reads, adopts and adapts."""
