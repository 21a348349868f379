"""What the review takes from a template is also in the Terraform that is rendered from it."""

import re

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.review.guarantees import Rule, proofs_of, rules
from worker.architecture.validation import SUBNETS
from worker.render.terraform import render_terraform

CATALOGUE = load_catalogue()
PROVEN = [
    (block, name)
    for block in CATALOGUE.blocks
    for name, proof in proofs_of(CATALOGUE.folder, block).items()
    if proof.holds and not proof.option
]


@pytest.fixture(scope="module")
def rendered():
    """Terraform of one block, without the spaces that align it."""
    made: dict[str, str] = {}

    def render(block: str) -> str:
        if block not in made:
            files = render_terraform(_smallest(block), CATALOGUE)
            text = "\n".join(data.decode() for name, data in files.items() if name.endswith(".tf"))
            made[block] = re.sub(r"(?<=\S) +", " ", text)
        return made[block]

    return render


def _smallest(block: str) -> Architecture:
    """The block, its network, and one partner where it makes no sense alone."""
    blocks, edges = {"thing": block}, []
    for kind in CATALOGUE.connections.values():
        ends = {"source": kind.source, "target": kind.target}
        for entry in kind.slots:
            if ends[entry.on] == block and entry.slot in CATALOGUE.block(block).needed_slots and not edges:
                other = "target" if entry.on == "source" else "source"
                blocks["partner"] = ends[other]
                edges = [Connection(**{entry.on: "thing", other: "partner"})]
    inside = {key for key, name in blocks.items() if CATALOGUE.block(name).placement in SUBNETS}
    parts = [
        Component(id=key, block=name, name=key, network="network" if key in inside else None)
        for key, name in blocks.items()
    ]
    network = [Component(id="network", block="vpc", name="Network")] if inside else []
    return Architecture(title="T", project="shop", components=(*network, *parts), connections=tuple(edges))


def _bodies(text: str, kind: str) -> list[str]:
    return re.findall(rf'^resource "{kind}" "thing\w*" \{{\n(.*?)^\}}', text, re.MULTILINE | re.DOTALL)


def test_the_catalogue_keeps_many_promises():
    assert len(PROVEN) >= 60


@pytest.mark.parametrize(("block", "guarantee"), PROVEN, ids=[f"{b}-{g}" for b, g in PROVEN])
def test_a_promise_of_the_template_is_in_the_rendered_terraform(block, guarantee, rendered):
    concerned = [rule for rule in rules()[guarantee] if _bodies(rendered(block), rule.resource)]
    # Some resources are made only where an option asks for them; this is the smallest design.
    assert not concerned or any(_is_kept(rule, rendered(block)) for rule in concerned)


def _is_kept(rule: Rule, text: str) -> bool:
    bodies = _bodies(text, rule.within or rule.resource)
    if rule.always:
        return True
    if rule.never:
        return not any(re.search(rule.never, body) for body in bodies)
    pattern = rule.text or rf"^ *{rule.attribute} = (?:{rule.value})$"
    # Targets, listeners and the like are written once a connection asks for them.
    return any(re.search(pattern, body, re.MULTILINE) for body in bodies) or not bodies


def test_an_attribute_under_some_condition_proves_nothing(tmp_path):
    line = '{% if region == "us-east-1" %}\n  storage_encrypted = true\n{% endif %}\n'
    assert not _proofs(tmp_path, _database(line))["encrypted_at_rest"].holds


def test_a_condition_within_a_line_is_none_for_the_others(tmp_path):
    line = '  storage_type = "{% if options.fast %}io2{% else %}gp3{% endif %}"\n  storage_encrypted = true\n'
    proof = _proofs(tmp_path, _database(line))["encrypted_at_rest"]
    assert (proof.holds, proof.option) == (True, "")


def test_an_attribute_under_an_option_is_left_to_the_option(tmp_path):
    line = "{% if options.odd %}\n{% else %}\n  storage_encrypted = true\n{% endif %}\n"
    proof = _proofs(tmp_path, _database(line))["encrypted_at_rest"]
    assert (proof.option, proof.wanted) == ("odd", "false")


def test_an_attribute_that_an_option_sets_is_left_to_the_option(tmp_path):
    line = "  storage_encrypted = {{ options.safe }}\n"
    assert _proofs(tmp_path, _database(line))["encrypted_at_rest"].option == "safe"


def test_a_helping_resource_that_is_missing_is_named(tmp_path):
    text = 'resource "aws_s3_bucket" "{{ id }}" {\n  bucket = "x"\n}\n'
    proof = _proofs(tmp_path, text)["storage_tls"]
    assert (proof.holds, proof.evidence) == (False, "aws_s3_bucket without aws_s3_bucket_policy")


def test_a_bucket_for_logs_does_not_make_a_block_a_bucket(tmp_path):
    assert not _proofs(tmp_path, 'resource "aws_s3_bucket" "{{ id }}_logs" {\n  bucket = "x"\n}\n')


def test_a_rule_says_one_thing():
    with pytest.raises(ValueError, match="exactly one of"):
        Rule(resource="aws_lb", attribute="a", text="b")
    with pytest.raises(ValueError, match="needs its source"):
        Rule(resource="aws_lb", always="so it is")


def _database(lines):
    return f'resource "aws_db_instance" "{{{{ id }}}}" {{\n{lines}}}\n'


def _proofs(folder, text):
    (folder / "blocks" / "thing").mkdir(parents=True)
    (folder / "blocks" / "thing" / "main.tf.j2").write_text(text)
    return proofs_of(folder, "thing")
