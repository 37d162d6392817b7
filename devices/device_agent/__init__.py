"""``hall devices``: drivers on another computer of the hall, speaking to the server."""
