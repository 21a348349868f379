"""What belongs together: the ids that logs carry from the browser to the worker, and traces where they are wanted."""
