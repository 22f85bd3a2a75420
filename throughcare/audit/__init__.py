"""The audit trail: append-only events in hash-chained lanes. Details can be erased, events not."""
