"""What was recorded of all subnets together; facts to compare with, never an input of a simulation.

Derived from spot prices as kept by alexlange1/backtesting (2025), emission as kept by
alexlange1/alphamind-transparency (2025), and states of the chain as kept by
benbergandy/tao-signal-site (block 7,801,029), sudoHayato/bittensor-research (11 Apr 2026) and
JSONbored/metagraphed (blocks 8,404,076 and 8,791,247). Subnets were born and removed meanwhile: 64
on day 3, 128 on day 540.
"""

# (day since launch, sum of alpha prices [TAO/alpha]); pools not yet traded left out.
SUM_OF_PRICES = [
    *((3.1, 1.355), (15.1, 1.242), (29.1, 1.252), (46.1, 1.482), (76.1, 1.923)),
    *((105.8, 1.676), (135.8, 1.307), (165.8, 1.103), (256.1, 1.050)),
    *((400.1, 1.412), (420.4, 1.327), (483.9, 1.309), (537.6, 1.298)),
]
# Share of the ten largest [1]: of prices, which emission follows, until July 2025; then of emission
# itself, on day 400 of the flows it follows.
TOP_10_SHARE = [
    *((3.1, 0.575), (15.1, 0.643), (29.1, 0.624), (46.1, 0.664), (76.1, 0.608)),
    *((105.8, 0.567), (135.8, 0.489), (165.8, 0.476), (212.8, 0.494), (233.8, 0.462)),
    *((400.1, 0.664), (537.6, 0.689)),
]
# 1 / sum of squared shares, likewise.
EFFECTIVE_SUBNETS = [
    *((3.1, 19.6), (15.1, 15.6), (29.1, 16.5), (46.1, 15.6), (76.1, 19.1)),
    *((105.8, 21.3), (135.8, 26.7), (165.8, 28.3), (212.8, 29.2), (233.8, 33.0)),
    *((400.1, 7.7), (537.6, 16.5)),
]
# Root's share of dividends, w R/(w R + X), mean over subnets: implied by prices in 2025, from
# recorded reserves and stake in 2026, when a third of the subnets were younger than a year.
ROOT_DIVIDEND_SHARE = [
    *((6.9, 0.928), (11.9, 0.883), (30, 0.746), (165, 0.367)),
    *((420.4, 0.275), (483.9, 0.266), (537.6, 0.261)),
]
