"""Things that are no digits, made to learn from: letters, shapes, icons, photographs, noise. No Keras."""
