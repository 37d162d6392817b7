"""Starting and wiring the program: configuration in, devices, workers and the web server out."""
