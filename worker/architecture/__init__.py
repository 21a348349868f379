"""What an architecture is: requirements, components, connections, the catalogue, the planner, the cost."""
