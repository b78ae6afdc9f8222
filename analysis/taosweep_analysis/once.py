"""A command line whose options are taken once: which of two values was meant nobody can know."""

import argparse


class Once(argparse.Action):
    """Keeps the value of an option; an error where the option stands there again."""

    def __call__(self, parser, namespace, values, option_string=None):
        given = vars(namespace).setdefault("given", set())
        if option_string and self.dest in given:
            parser.error(f"{'/'.join(self.option_strings)} is given twice; it takes one value")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


class Parser(argparse.ArgumentParser):
    """argparse's, where an option that stores one value stands at most once."""

    def __init__(self, **more):
        super().__init__(**more)
        self.register("action", None, Once)
        self.register("action", "store", Once)
