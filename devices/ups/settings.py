"""The section ``[ups]`` of config.toml."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UpsConfig:
    url: str = "none:"
    stop_numbers_minutes: int = 8  # before the battery's end: the kiosk gives no more numbers
    shut_down_minutes: int = 3  # before it: everything is brought to its end
    shutdown_command: str = ""  # run then; "": upsmon of NUT switches the computer off
