"""One file a command: `run(project, *, …) -> int`, the exit code. Only commands print."""
