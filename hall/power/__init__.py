"""When the power goes: what the emergency power still gives, and what the hall does about it."""
