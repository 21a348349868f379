"""Our own MCP server: AWS knowledge that ships in installed packages, so that it answers with no network."""
