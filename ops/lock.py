"""The lock files anew: hashes, no addresses, one file for running and one for testing."""

import os
import subprocess

from environment_of import ROOT, environment, plain

COMPILE = (
    *("pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet"),
    *("--upgrade", "--no-python-downloads"),
)


def main() -> None:
    """Compile both files with the uv of the test environment and the machine's index."""
    uv = environment(".venv-test", "test").parent / "uv"
    told = plain()
    certificates = os.environ.get("PIP_CERT")
    if certificates:
        told.setdefault("SSL_CERT_FILE", certificates)
    for name, extra in (("run", ()), ("test", ("--extra", "test"))):
        out = ("-o", f"requirements/{name}.txt")
        command = [str(uv), *COMPILE, *extra, "pyproject.toml", *out]
        subprocess.run(command, cwd=ROOT, env=told, check=True)


if __name__ == "__main__":
    main()
