"""Your own classes: the visitor names three and shows them, and a network learns them in a moment."""

from cnnviz import export
from cnnviz.ui.chapters.own_classes import class_controls, class_notes, class_view
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import current, fragment


@fragment
def page() -> None:
    with page_controls(horizontal=True, vertical_alignment="bottom"):
        class_controls.choose_view()
        class_controls.show_own()
    with page_stage():
        class_controls.show_notice()
        taught = class_view.show()
    class_notes.show()
    class_controls.show_file(taught.head)
    code = export.own_classes_code([name for name in current().own.names if name])
    take_home.offer_and_show(code, class_view.picture(taught) if take_home.is_open() else None)


navigation.run(page)
