"""What ``make bench`` runs: measures the hall against units measured in the same run.

Wall time depends on the machine and on who else uses it; so a mark is a ratio to a bare
counterpart measured in turn with it, or a count. Everything stays on this machine's loopback.
"""
