"""The command line: one file a command. Each command imports what it needs inside its function."""
