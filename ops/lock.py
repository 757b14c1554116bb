"""The lock files anew: hashes, no addresses, one file for running and one for testing."""

import subprocess

from environment_of import ROOT, clean, environment

COMPILE = (
    "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-header", "--quiet", "--upgrade",
)  # fmt: skip


def main() -> None:
    """Compile both files with the uv of the test environment."""
    uv = environment(".venv-test", "test").parent / "uv"
    for name, extra in (("run", ()), ("test", ("--extra", "test"))):
        out = ("-o", f"requirements/{name}.txt")
        command = [str(uv), *COMPILE, *extra, "pyproject.toml", *out]
        subprocess.run(command, cwd=ROOT, env=clean(), check=True)


main()
