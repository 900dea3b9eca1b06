"""The real counties and townships of 2020, drawn."""

import pytest

from dingdian.pages.drawing.sketch import Sketch, sketch


@pytest.fixture
def whole(db: None) -> Sketch:  # noqa: ARG001 - the records must be there to be drawn
    """The whole of Chongqing."""
    drawn = sketch(2020)
    assert drawn is not None
    return drawn
