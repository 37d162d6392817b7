"""The public screens: the call board with the notices beside it."""
