"""What happens in the hall. No web, no sockets, no cables."""
