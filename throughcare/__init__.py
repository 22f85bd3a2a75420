"""Throughcare: multi-agency case management, from the first contact to an independent life."""
