"""Transfer: what was learned on the digits 0 to 4 helps with 5 to 9, seen as two curves."""

from cnnviz import export
from cnnviz.ui.chapters.transfer import curves_view, transfer_controls, transfer_words
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        transfer_controls.show()
    with page_stage():
        curves_view.show()
    transfer_words.show()
    now = current().transfer
    take_home.offer_and_show(
        export.transfer_code(now.count, now.seed), curves_view.sheet(now.count, now.seed)
    )


navigation.run(page)
