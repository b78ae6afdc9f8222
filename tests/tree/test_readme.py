"""What the README shows works as it stands there."""
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
PROGRAM = os.environ["TAOSWEEP_BINARY"]


def test_the_config_of_the_readme_is_valid(tmp_path):
    config = tmp_path / "readme.ini"
    config.write_text(next(b for b in re.findall(r"```\n(.*?)```", README, flags=re.S)
                           if "[vary]" in b))
    done = subprocess.run([PROGRAM, "validate", config], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_commands_of_the_readme_are_those_of_the_program():
    listed = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
    commands = set(re.findall(r"^  ([a-z]+) {2,}", listed.split("Subcommands:")[1], flags=re.M))
    block = next(b for b in re.findall(r"```\n(.*?)```", README, flags=re.S) if "taosweep run" in b)
    named = set(re.findall(r"(?:^taosweep |\| )([a-z]+)\b", block, flags=re.M))
    assert named == commands


def test_files_that_the_documents_name_exist():
    missing = []
    for document in ("README.md", "CONTRIBUTING.md", "BENCHMARKS.md", "docs/cluster.md"):
        text = (ROOT / document).read_text()
        for path in re.findall(
            r"`((?:kernels|host|tests|scripts|configs|analysis|cmake|docs)/[\w./]*)`", text):
            if not (ROOT / path).exists() and path != "configs/NAME.ini":
                missing.append(f"{document}: {path}")
    assert missing == []
