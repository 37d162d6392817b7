"""The access port (接入端口) for other programs, R7 of the county's plan."""
