"""The world in the shapes that training frameworks take, a module a framework.

Nothing here is imported with the package, and no module imports another's framework: `adapters.trl`, `adapters.verifiers`,
`adapters.openenv` and `adapters.nemo_gym` say what to install where it is missing. What all of them do alike is in
`episodes`: what a model is shown, how a result reads, and how a transcript is scored.
"""
