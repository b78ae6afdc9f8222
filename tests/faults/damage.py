"""Accidents: bits that flip, blocks that come back as zeros or ones, files that are cut off."""
import dataclasses
import random

from seals import SEAL, sealed

KINDS = ("flip", "zero", "ones", "cut")


@dataclasses.dataclass(frozen=True)
class Damage:
    kind: str
    at: int
    length: int
    resealed: bool  # as someone would who means harm

    def __str__(self):
        return f"{self.kind} at {self.at}, {self.length}{', sealed again' if self.resealed else ''}"

    def of(self, whole):
        """The damaged bytes of a sealed file; the same bytes where nothing changed."""
        end = len(whole) - SEAL if self.resealed else len(whole)
        body = bytearray(whole[:end])
        at = self.at % end
        if self.kind == "flip":
            body[at] ^= 1 << self.length
        elif self.kind == "cut":
            body = body[:at]
        else:
            fill = b"\0" if self.kind == "zero" else b"\xff"
            body[at:at + self.length] = fill * len(body[at:at + self.length])
        if bytes(body) == whole[:end]:
            return whole
        return sealed(bytes(body)) if self.resealed else bytes(body)


def some(count, size, seed, kinds=KINDS):
    """`count` of them in a file of this size, half of them sealed again."""
    draw = random.Random(seed)
    lengths = {"flip": range(8), "zero": (16, 64, 512, 4096), "ones": (1, 2, 4, 8, 64), "cut": (0,)}
    made = []
    for i in range(count):
        kind = kinds[i % len(kinds)]
        # The head of a file says what the rest means, and its last bytes are the seal.
        at = draw.choice((draw.randrange(size), draw.randrange(size),
                          draw.randrange(min(size, 4096)),
                          size - 1 - draw.randrange(min(size, 300))))
        made.append(Damage(kind, at, draw.choice(lengths[kind]), i // len(kinds) % 2 == 1))
    return made
