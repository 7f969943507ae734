"""The page Digits in a picture."""
