"""Generated photographs of digits, and what is on them; `python -m tests.photos` judges the finder."""
