"""Everything that imports Keras: models, layer outputs, training. Only worker processes import this package.

The dashboard's own process never does: once Keras is imported, Streamlit clears the Keras session after every
script run, which takes 250 ms each time, for every visitor.
"""
