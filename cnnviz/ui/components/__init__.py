"""The components that run in the browser: one folder each, and `shared/` for what several use."""
