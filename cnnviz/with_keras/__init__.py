"""All that imports Keras: models, the outputs of their layers, training. Only worker processes import it.

The dashboard's own process never does: with Keras loaded, Streamlit clears the Keras session after every run
of a page, which takes 250 ms each time, for every visitor.
"""
