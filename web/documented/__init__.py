"""What the OpenAPI document says beyond the views' own signatures: from the guards, the problems and the tags."""
