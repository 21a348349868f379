"""In-memory stand-ins, shipped with the code and held to the contract of the real thing."""
