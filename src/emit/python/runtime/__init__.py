"""The run time of rworld, in Python: what every emitted tool runs on. Standard library only.

It answers every call exactly as the TypeScript run time does, errors word for word. `world.py` holds the tools,
`denotations.py` and `value_sets.py` the types, `expressions.py` and `functions` the expression language, `facts.py` and
`columns.py` the entities, `streams.py` and `canonical.py` keyed randomness and canonical JSON.
"""
