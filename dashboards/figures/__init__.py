"""Rows in, a Plotly figure out, as a plain dict of `data` and `layout`: pure functions, one question each.

The service does not import Plotly's Python package: it weighs 64 MB installed and would only check what
the tests check, which validate every figure against it. The page draws with the JavaScript library.
"""
