"""Estimates that no results file holds: of several files, of a part of the economies."""
