"""The built-in functions of the expression language, a file a kind of value."""
