"""How well records fit the annotated ones: figures, errors, reliability, a page to look at, and the gate.

Works on the JSON form of records (docs/codebook.md), so that the records of any system can be scored.
The definitions stand in docs/evaluation.md.
"""
