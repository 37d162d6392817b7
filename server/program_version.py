"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """As pyproject.toml says; "0" where the program is not installed."""
    try:
        return version("township-hall")
    except PackageNotFoundError:
        return "0"
