"""What is measured: named in one place, counted in the process, told by two outputs."""
