"""The conversation of Brainstorm: what was heard, the living sheet, and answers of the engine and the catalogue."""
