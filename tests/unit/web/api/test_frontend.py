import pytest

HTML = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def built(tmp_path):
    """A frontend as Vite builds it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>built</title>")
    (tmp_path / "assets" / "app-1a2b3c.js").write_text("run()")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    (tmp_path.parent / "secret.txt").write_text("secret")
    return tmp_path


@pytest.mark.parametrize("path", ["/", "/jobs", "/jobs/0189?tab=files", "/deep/er"])
def test_every_path_of_the_frontends_router_is_the_index(built, client, path):
    answer = client.get(path, headers=HTML, buffered=True)

    assert (answer.status_code, answer.text) == (200, "<title>built</title>")
    assert answer.headers["Cache-Control"] == "no-cache"
    policy = answer.headers["Content-Security-Policy"]
    assert "connect-src 'self' wss://live.groundplan.example" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert policy.endswith("trusted-types diagram-layout")


def test_the_index_is_not_sent_again_when_it_has_not_changed(built, client):
    etag = client.get("/", buffered=True).headers["ETag"]

    assert client.get("/", headers={"If-None-Match": etag}, buffered=True).status_code == 304


def test_hashed_files_are_kept_for_ever(built, client):
    answer = client.get("/assets/app-1a2b3c.js", buffered=True)

    assert answer.mimetype == "text/javascript"
    assert {"public", "immutable", "max-age=31536000"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_files_beside_the_index_are_served(built, client):
    assert client.get("/favicon.svg", buffered=True).text == "<svg/>"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/missing.js",
        "/missing.png",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/%00.txt",
    ],
)
def test_a_file_that_is_not_there_is_no_page(built, client, path):
    answer = client.get(path, headers=HTML, buffered=True)

    assert answer.status_code == 404
    assert answer.json["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api", "/auth/nothing"])
def test_paths_of_the_server_are_never_the_index(built, client, path):
    assert client.get(path, headers=HTML).status_code == 404


def test_only_reading_leads_to_the_index(built, client):
    assert client.post("/jobs", headers={**HTML, "Origin": "https://groundplan.example"}).status_code == 404


def test_who_wants_json_is_not_given_a_page(built, client):
    assert client.get("/jobs", headers={"Accept": "application/json"}).status_code == 404


def test_without_a_build_the_page_says_how_to_make_one(client):
    answer = client.get("/")

    assert answer.status_code == 200
    assert "npm run build" in answer.text
