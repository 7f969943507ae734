"""The visitor's settings by chapter, each declared in one line with its default, link and bounds."""

from cnnviz.pipeline.settings.pipeline import SETTINGS, Pipeline, bounds, choices

__all__ = ["SETTINGS", "Pipeline", "bounds", "choices"]
