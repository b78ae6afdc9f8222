"""How far two paths are apart."""

import numpy


def rms(distances, axis=None):
    """Root mean square, sqrt(mean d^2); NaN where a distance is."""
    return numpy.sqrt((numpy.asarray(distances, float) ** 2).mean(axis))


def of_logarithms(values, others, axis=None):
    """Rms distance of logarithms, ln(value/other); its exponential is a factor."""
    return rms(numpy.log(numpy.asarray(values, float) / numpy.asarray(others, float)), axis)
