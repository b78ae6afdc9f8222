"""One outcome in two sweeps of the same economies: bias, scatter, and what a sweep could see of
it."""

import dataclasses

import numpy

from ...estimate import intervals, quantiles

FEWEST_DIFFERING = 8  # pairs, for an interval of a number: with fewer it covers too seldom
WITHIN, BEYOND, OPEN, EQUAL = "within", "beyond", "open", "equal"
FEW, ALIKE = "few differ", "no spread"


@dataclasses.dataclass(frozen=True)
class Difference:
    """Coarse less exact over pairs. kind: 'flag' (shares), 'ratio' (logarithms) or
    'difference'."""

    outcome: str
    block: tuple  # arm, cell
    kind: str
    unit: str
    bias: intervals.Estimate  # mean over pairs, in the unit, or of logarithms
    between: float  # standard deviation of the exact economies, likewise
    scatter: float  # standard deviation of the differences of pairs
    spread: intervals.Estimate  # standard deviation of the coarse over that of the exact
    differing: int  # pairs that are not equal
    only_exact: int  # economies in which the outcome is defined at exact steps alone
    only_coarse: int
    half: float  # half-width of the 95 % interval of a mean over the sweep's economies

    @property
    def n(self):
        return self.bias.n

    @property
    def relative(self):
        """The bias in standard deviations between economies; NaN where these do not differ."""
        if not self.between > 0:
            return dataclasses.replace(self.bias, value=numpy.nan, low=numpy.nan, high=numpy.nan)
        return self.bias.scaled(1 / self.between)

    @property
    def size(self):
        """Of the bias, in standard deviations between economies, with its interval."""
        found = self.relative
        ends = abs(found.low), abs(found.high)
        low = 0.0 if found.low <= 0 <= found.high else min(ends)
        return dataclasses.replace(found, value=abs(found.value), low=low, high=max(ends))

    @property
    def verdict(self):
        """Whether the interval of the bias lies within the half-width, beyond it, or neither. FEW:
        it has none; ALIKE: exact economies do not differ, so that there is no half-width."""
        if self.differing == 0 and self.n > 1 and self.kind != "flag":
            return EQUAL
        if not numpy.isfinite(self.bias.low):
            return FEW
        if not self.half > 0:
            return ALIKE
        if max(abs(self.bias.low), abs(self.bias.high)) <= self.half:
            return WITHIN
        return BEYOND if self.bias.low > self.half or self.bias.high < -self.half else OPEN


def mean(differences):
    """Mean of paired differences with an interval that skewness does not mislead, as it does that
    of t: the transformation of P. Hall (1992), "On the removal of skewness by transformation".

    T = (mean - mu)/s, g skewness: sqrt(n) (T + g T^2/3 + g^2 T^3/27 + g/6n) is near to t_{n-1}."""
    plain = intervals.paired_mean(differences)
    if not numpy.isfinite(plain.low):
        return plain
    deviations = differences - plain.value
    spread = differences.std()
    if not spread > 0:
        return plain
    a = (deviations**3).mean() / spread**3 / 3
    if abs(a) < 1e-9:
        return plain
    reach = quantiles.student(0.5 + intervals.CONFIDENCE / 2, plain.n - 1) / numpy.sqrt(plain.n)
    ends = numpy.array([reach, -reach]) - a / (2 * plain.n)
    low, high = plain.value - differences.std(ddof=1) * (numpy.cbrt(1 + 3 * a * ends) - 1) / a
    return dataclasses.replace(plain, low=low, high=high)


def half_width(values, flag, economies):
    """Of the 95 % interval of a mean or share over so many economies, of which as large a part is
    defined as here."""
    defined = numpy.isfinite(values)
    n = economies * defined.mean()
    if not n > 1:
        return numpy.nan
    if flag:
        low, high = intervals.wilson(values[defined].mean(), n)
        return (high - low) / 2
    spread = values[defined].std(ddof=1) if defined.sum() > 1 else numpy.nan
    return quantiles.student(0.5 + intervals.CONFIDENCE / 2, n - 1) * spread / numpy.sqrt(n)


def spread_ratio(upper, lower):
    """Ratio of the standard deviations of pairs, with the jackknife interval of its logarithm
    (Tukey 1958): l_i leaves out pair i, n l - (n - 1) l_i has the variance of n l."""
    n = len(upper)

    def logarithms(values):
        """ln of the standard deviation of all, and without each."""
        squares = (values - values.mean()) ** 2
        total = squares.sum()
        left = (total - n / (n - 1) * squares) / (n - 2)
        if not (total > 0 and (left > 0).all()):
            return None
        return 0.5 * numpy.log(total / (n - 1)), 0.5 * numpy.log(left)

    found = (logarithms(upper), logarithms(lower)) if n > 2 else (None, None)
    if None in found:
        return intervals.Estimate(numpy.nan, numpy.nan, numpy.nan, n)
    (upper_all, upper_left), (lower_all, lower_left) = found
    whole, left = upper_all - lower_all, upper_left - lower_left
    error = numpy.sqrt((n - 1) / n * ((left - left.mean()) ** 2).sum())
    half = quantiles.student(0.5 + intervals.CONFIDENCE / 2, n - 1) * error
    return intervals.Estimate(*numpy.exp([whole, whole - half, whole + half]), n)


def difference(outcome, block, kind, unit, exact, coarse, economies):
    """exact, coarse: values of the same economies in one order, NaN where undefined."""
    if kind == "ratio":
        exact, coarse = numpy.log(exact), numpy.log(coarse)
    in_exact, in_coarse = numpy.isfinite(exact), numpy.isfinite(coarse)
    both = in_exact & in_coarse
    apart = coarse[both] - exact[both]
    differing = int((apart != 0).sum())
    if kind == "flag":
        bias = intervals.paired_share(coarse, exact)
    else:
        bias = mean(apart)
        if differing < FEWEST_DIFFERING:
            bias = dataclasses.replace(bias, low=numpy.nan, high=numpy.nan)
    enough = both.sum() > 1
    return Difference(
        outcome,
        block,
        kind,
        unit,
        bias,
        exact[both].std(ddof=1) if enough else numpy.nan,
        apart.std(ddof=1) if enough else numpy.nan,
        spread_ratio(coarse[both], exact[both]),
        differing,
        int((in_exact & ~in_coarse).sum()),
        int((in_coarse & ~in_exact).sum()),
        half_width(exact, kind == "flag", economies),
    )


def kinds_of(steps):
    """Outcome -> (kind, unit). A logarithmic outcome is compared by its ratio where all its values
    are positive."""
    kinds = {}
    for name, (unit, flag, logarithmic) in steps.exact.kinds().items():
        values = [sweep.economies[name].to_numpy(float) for sweep in (steps.exact, *steps.coarse)]
        positive = all((v[numpy.isfinite(v)] > 0).all() for v in values)
        if flag:
            kinds[name] = ("flag", unit)
        else:
            kinds[name] = ("ratio" if logarithmic and positive else "difference", unit)
    return kinds


def compare(steps, coarse, kinds, economies=None):
    """Differences of one coarse sweep, of each outcome that some pair has, block by block."""
    found = []
    for arm, cell, _ in steps.exact.blocks():
        exact, other = (
            rows[rows.cell == cell] for rows in (steps.exact.of_arm(arm), coarse.of_arm(arm))
        )
        for name, (kind, unit) in kinds.items():
            values = exact[name].to_numpy(float), other[name].to_numpy(float)
            if not (numpy.isfinite(values[0]) | numpy.isfinite(values[1])).any():
                continue
            size = economies or len(exact)
            found.append(difference(name, (arm, cell), kind, unit, *values, size))
    return found


def simultaneous(found):
    """The same at 95 % for all of them together, by Bonferroni's inequality: half-widths grow by
    the ratio of normal quantiles."""
    if not found:
        return []
    wide, one = quantiles.normal([1 - 0.025 / len(found), 0.975])

    def widened(bias):
        middle = (bias.high + bias.low) / 2
        half = (bias.high - bias.low) / 2 * wide / one
        return dataclasses.replace(bias, low=middle - half, high=middle + half)

    return [dataclasses.replace(d, bias=widened(d.bias)) for d in found]
