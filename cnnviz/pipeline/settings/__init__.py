"""What a visitor has set, chapter by chapter: each setting in one line, with its default, link and bounds."""

from cnnviz.pipeline.settings.pipeline import SETTINGS, Pipeline, bounds, choices

__all__ = ["SETTINGS", "Pipeline", "bounds", "choices"]
