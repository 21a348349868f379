"""Our own MCP server: AWS knowledge that ships in installed packages."""
