"""演示数据 (demonstration data): invented people on real streets, the same for one seed and day. Used by `make_demo` alone.

`households` and `past` only compute; `stories` go through the services, `bulk` writes what is long finished.
"""
