from __future__ import annotations

import json
from dataclasses import replace

import pytest

from fieldwise import files
from fieldwise.certificate import (
    canonical_sources,
    certificate,
    certificate_bytes,
    outputs_digest,
    render,
)
from fieldwise.model import Canon, Executed

pytestmark = pytest.mark.kernel

MUST = ["slope", "intercept", "mse", "train_mse", "test_mse"]
MUST += ["descent_w", "descent_b", "descent_mse"]


def test_values_stand_at_full_precision(executed: Executed) -> None:
    proof = json.loads(certificate_bytes(certificate(executed)))
    assert {name: proof["values"][name] for name in MUST} == {
        name: executed.run.values[name] for name in MUST
    }
    assert proof["values"]["mse"] == pytest.approx(7.687, abs=5e-4)


def test_every_canonical_cell_is_certified_over_its_source(executed: Executed) -> None:
    proof = certificate(executed)
    assert list(proof["canonical"]) == [c.cell.id for c in executed.cells if c.cell.is_canonical]
    block = next(b for b in executed.edition.lesson.blocks if b.id == "compare")
    assert isinstance(block, Canon) and "{{ slope }}" in block.text
    assert proof["canonical"]["compare"] == files.digest(block.text)


def test_canon_renders_again_from_its_certificate_alone(executed: Executed) -> None:
    proof = json.loads(certificate_bytes(certificate(executed)))
    for item in executed.cells:
        if item.cell.kind == "canon":
            sources = canonical_sources(executed.edition.lesson, "synthetic")
            text = render(sources[item.cell.id], proof)
            assert text == "\n\n".join(part for part in (item.heading, item.text) if part)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ slope }}", "0.257\N{NO-BREAK SPACE}m³/min"),
        ("{{ slope.number }}", "0.257"),
        ("{{ intercept:.1f }}", "−0.2\N{NO-BREAK SPACE}m³"),
        ("{{ Observations }}", "{{ Observations }}"),
        ("{{ slope:.1f in L/min }}", "{{ slope:.1f in L/min }}"),
        ("{{ nothing }}", "{{ nothing }}"),
    ],
)
def test_a_quotation_renders(executed: Executed, source: str, text: str) -> None:
    assert render(source, certificate(executed)) == text


def test_a_word_that_canon_quotes_is_certified(executed: Executed) -> None:
    edition = executed.edition
    first = next(block for block in edition.lesson.blocks if isinstance(block, Canon))
    quoting = replace(first, id="quoting", text="{{ Observations }}, {{ x.name }}.")
    lesson = replace(edition.lesson, blocks=(*edition.lesson.blocks, quoting))
    proof = certificate(replace(executed, edition=replace(edition, lesson=lesson)))
    assert proof["words"] == {"observations": "firings", "x.name": "firing time"}
    assert render(quoting.text, proof) == "Firings, firing time."


def test_every_term_has_the_words_of_the_glossary(executed: Executed) -> None:
    proof = certificate(executed)
    assert set(proof["terms"]) == set(executed.edition.lesson.terms)
    assert proof["terms"]["target"] == "gas burnt"
    assert proof["terms"]["test data"] == "firings that play no part in the fitting"


def test_it_says_who_made_what_from_what(executed: Executed) -> None:
    proof, edition = certificate(executed), executed.edition
    assert proof["lesson"]["digest"] == edition.lesson.digest
    assert proof["story"] == {
        "digest": edition.story.digest,
        "authors": [],
        "reviewers": [],
        "against": edition.story.against,
    }
    assert proof["data"]["kind"] == "synthetic"
    assert proof["run"]["versions"] == dict(executed.run.versions)
    assert len(proof["quoted"]) == proof["counts"]["quotations"] == len(executed.quoted)


def test_it_speaks_in_sentences(executed: Executed) -> None:
    canonical, terms, numbers, run = certificate(executed)["in_words"]
    assert canonical.startswith(f"{len(certificate(executed)['canonical'])} cells")
    assert "20 of its 20 terms" in terms
    assert numbers.startswith(f"{len(executed.quoted)} times")
    assert "NumPy" in run and executed.run.key[:12] in run


def test_numbers_that_json_lacks_are_read_back(executed: Executed) -> None:
    run = replace(executed.run, values={**executed.run.values, "diverged_last": float("inf")})
    proof = json.loads(certificate_bytes(certificate(replace(executed, run=run))))
    assert float(proof["values"]["diverged_last"]) == float("inf")
    assert render("{{ diverged_last.number }}", proof) == "inf"


def test_the_digest_of_outputs_is_over_what_is_shown() -> None:
    whole = {"output_type": "stream", "name": "stdout", "text": "a\nb\n"}
    lines = {"text": ["a\n", "b\n"], "name": "stdout", "output_type": "stream"}
    assert outputs_digest([whole]) == outputs_digest([lines])
    assert outputs_digest([whole]) != outputs_digest([{**whole, "text": "a\nc\n"}])
    assert outputs_digest([whole]) != outputs_digest([])


def test_the_same_edition_has_the_same_certificate(executed: Executed) -> None:
    assert certificate_bytes(certificate(executed)) == certificate_bytes(certificate(executed))
