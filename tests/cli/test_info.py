"""What `info` says of a file."""
import h5py

from program import digest, taosweep


def test_it_names_the_sweep_its_arms_and_its_digest(smoke):
    said = taosweep("info", smoke).stdout
    for words in ("Does the program hold together?", "foundation.acts=no (baseline)",
                  "attack.shock (sampled)", f"content digest {digest(smoke)}"):
        assert words in said


def test_it_shows_the_notes_that_the_run_left(smoke):
    with h5py.File(smoke) as file:
        notes = file["run"].attrs["notes"].splitlines()
    said = [line.removeprefix("notes").strip()
            for line in taosweep("info", smoke).stdout.splitlines()]
    assert notes and all(note in said for note in notes)
