"""What a user can put right."""


class FileProblem(Exception):
    """A file that cannot be used: what is wrong, where, and what to do, in one sentence."""
