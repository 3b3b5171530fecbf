from __future__ import annotations

from fieldwise.read import read_field
from pottery import Tree

FIELD = """\
name: Pottery
learner: a potter
summary: From firing time to gas.
units:
  cone: {is: new, plural: cones, means: a witness of heat}
false_friends:
  bias: "On a bias, cloth stretches; here it is $b$."
"""


def test_a_field_is_read_with_places(course_tree: Tree) -> None:
    folder = course_tree({"fields/pottery/field.yaml": FIELD}) / "fields" / "pottery"
    field = read_field(folder).get()
    assert (field.id, field.learner) == ("pottery", "a potter")
    assert field.units[0].plural == "cones"
    assert field.places["false_friends.bias"].line == 7


def test_without_a_file_the_folder_names_the_field(course_tree: Tree) -> None:
    folder = course_tree({"fields/marine-biology/x": ""}) / "fields" / "marine-biology"
    assert read_field(folder).get().name == "Marine biology"


def test_mistakes_are_all_told(course_tree: Tree) -> None:
    text = FIELD.replace("learner", "learners").replace("is: new", "iz: new")
    folder = course_tree({"fields/pottery/field.yaml": text}) / "fields" / "pottery"
    reading = read_field(folder)
    assert reading.noun is None
    assert {(item.code, item.line) for item in reading.found} >= {("FW003", 2), ("FW003", 5)}
