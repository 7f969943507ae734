"""Overview: a whole network reads the visitor's digit, and below it the chapters."""

from cnnviz.ui.frame import navigation
from cnnviz.ui.session.state import fragment


@fragment
def page() -> None:
    pass


navigation.run(page)
