"""How fast the error falls with the step: of settings that differ in nothing but a step of half the
length."""

import itertools

import numpy


def root_mean_square(differences):
    """Outcome and block -> root mean square of the differences of pairs, of numbers that differ."""
    return {
        (d.outcome, d.block): numpy.sqrt((d.n - 1) / d.n * d.scatter**2 + d.bias.value**2)
        for d in differences
        if d.kind != "flag" and d.n > 1 and d.differing == d.n
    }


def halvings(exact, settings):
    """Pairs of places of settings, (longer, shorter): the same looks as at exact steps, the same
    windows, half the step."""
    alike = [
        i for i, s in enumerate(settings) if s.looks == exact.looks and s.opening == exact.opening
    ]
    return [
        (i, j)
        for i, j in itertools.permutations(alike, 2)
        if settings[i].step == 2 * settings[j].step
        and settings[i].fine_days == settings[j].fine_days
        and (settings[i].fine_days == 0 or settings[i].fine == settings[j].fine)
    ]


def orders(exact, settings, differences):
    """[(longer, shorter, quartiles of the order over outcomes and blocks, how many)]: p = log2 of
    the ratio of errors, (k - 1)^p against (k/2 - 1)^p."""
    found = []
    for longer, shorter in halvings(exact, settings):
        far, near = root_mean_square(differences[longer]), root_mean_square(differences[shorter])
        common = [key for key in far if key in near and far[key] > 0 and near[key] > 0]
        if not common:
            continue
        times = (settings[longer].step - exact.step) / (settings[shorter].step - exact.step)
        order = [numpy.log(far[key] / near[key]) / numpy.log(times) for key in common]
        found.append((longer, shorter, numpy.quantile(order, [0.25, 0.5, 0.75]), len(order)))
    return found
