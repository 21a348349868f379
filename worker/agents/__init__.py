"""Strands agents: the architect, its tools, the guard and the audit."""
