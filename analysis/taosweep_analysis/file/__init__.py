"""Reads any results file of taosweep; knows no experiment."""
