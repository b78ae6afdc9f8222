"""Pools, flows and held alpha of subnets from recorded prices alone."""
