"""The rules: one a file, named by the sentence that must hold."""
