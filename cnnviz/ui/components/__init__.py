"""What runs in the browser: one folder for each component, and `shared/` for what several of them use."""
