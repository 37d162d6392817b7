"""What config.toml says of the hall, as the hall itself keeps it."""

from config import Config
from hall.hall_details import HallDetails


def details_in(config: Config) -> HallDetails:
    return HallDetails(config.hall.name, config.hall.complaint_phone, config.hall.hours)
