"""Groundplan as an MCP server at /mcp: coding assistants submit requests, follow jobs and read bundles."""
