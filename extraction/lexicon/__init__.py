"""The lexicon: what words mean what, as data that a user can edit.

`load.load_lexicon()` reads and validates the YAML and CSV files beside this module.
"""
