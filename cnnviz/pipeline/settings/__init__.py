"""The visitor's settings by chapter, each declared in one line with its default, link and bounds."""

from cnnviz.pipeline.settings.pipeline import NETWORK_PARAMETERS, SETTINGS, Pipeline, bounds, choices

__all__ = ["NETWORK_PARAMETERS", "SETTINGS", "Pipeline", "bounds", "choices"]
