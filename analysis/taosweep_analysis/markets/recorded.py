"""Figures of the record behind facts.py, by name of the fact; `taosweep-analysis markets --record`
computes them anew from a table of prices.

Source: spot prices of Bittensor's main network every 6 h, 14 Feb to 31 Jul 2025, the 64 subnets of
the launch, as kept by alexlange1/backtesting.
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
