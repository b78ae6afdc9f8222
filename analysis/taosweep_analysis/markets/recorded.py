"""Recorded figures of the facts: of the 64 subnets of the launch, February to July 2025, and of 2026.
"""

LAUNCH = {
    "deviation": 0.08354,
    "kurtosis": 9.277,
    "skewness": 1.318,
    "return memory": 0.08355,
    "volatility memory 1": 0.2519,
    "volatility memory 5": 0.1198,
    "volatility memory 20": 0.01918,
    "variance ratio": 0.944,
    "threefold rises": 0.5,
    "fivefold rises": 0.3438,
    "largest fall": 0.709,
    "rank memory 30": 0.8525,
    "rank memory 90": 0.7657,
    "top ten": 0.5855,
    "sum of prices": 0.9306,
    "common movement": 0.0761,
    "common deviation": 0.0268,
    "common memory": 0.2025,
    "rises of 30 %": 7.248,
    "falls of 23 %": 2.535,
}

# Of the states named in facts_2026.py; the daily spread by a brief of the chain's data.
LATER = {
    "daily spread": 0.053,
    "growth in 54 d": 0.446,
    "growth in 84 d": 0.527,
    "growth in 138 d": 0.567,
    "rank memory 54": 0.734,
    "rank memory 138": 0.566,
    "top ten": 0.400,
    "sum of prices": 1.298,
}

LATER_FITTED = {
    "growth in 20 d": 0.2214,
    "quartiles of it": 0.1747,
    "rank memory 20": 0.9258,
}

FITTED = {
    "deviation": 0.09915,
    "spread of deviations": 1.191,
    "kurtosis": 5.185,
    "skewness": 1.195,
    "return memory": 0.07887,
    "volatility memory 1": 0.1887,
    "volatility memory 5": 0.05806,
    "variance ratio": 0.7857,
    "threefold rises": 0.4844,
    "fivefold rises": 0.3125,
    "rank memory 30": 0.8092,
    "largest fall": 0.6299,
    "common movement": 0.08447,
    "common deviation": 0.03296,
    "common memory": 0.1824,
    "rises of 30 %": 11.12,
    "falls of 23 %": 3.992,
    "sum of prices, day 21": 1.535,
    "sum of prices, day 100": 1.563,
    "top ten, day 21": 0.6851,
    "top ten, day 100": 0.6493,
}

# Days 100 to 164.
AFTER = {
    "deviation": 0.04787,
    "spread of deviations": 1.668,
    "kurtosis": 6.025,
    "skewness": 0.3284,
    "return memory": 0.03118,
    "volatility memory 1": 0.1356,
    "volatility memory 5": 0.01645,
    "variance ratio": 0.3041,
    "threefold rises": 0.03125,
    "fivefold rises": 0.03125,
    "rank memory 30": 0.8766,
    "largest fall": 0.4908,
    "common movement": 0.04898,
    "common deviation": 0.01464,
    "common memory": 0.2023,
    "rises of 30 %": 2.406,
    "falls of 23 %": 0.7129,
    "sum of prices": 0.9306,
    "top ten": 0.5855,
}
