"""What was changed, and making the earlier value the present one."""
