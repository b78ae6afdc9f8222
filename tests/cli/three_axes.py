"""A config of three drawn axes, small and quick: designs differ in where its points lie."""

CONFIG = """title = three axes
question = q
hypothesis = h
[time]
days = 1
[network]
subnets = 3
[vary]
noise.target = uniform(0, 1)
noise.common = uniform(0, 1)
noise.base_sd = uniform(0, 1)
"""
KEYS = ("noise.target", "noise.common", "noise.base_sd")
