"""What the diagram shows, before it is laid out."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.render.diagram.scene import make_scene


def test_clients_speak_what_the_entrance_takes(catalogue: Catalogue) -> None:
    sftp = Component(id="sftp", block="transfer_family_server", name="Files")
    bucket = Component(id="bucket", block="s3_bucket", name="Bucket")
    edge = Connection(source="sftp", target="bucket")
    design = Architecture(title="Files", project="files", components=(sftp, bucket), connections=(edge,))
    assert make_scene(design, catalogue).lines[0].label == "SFTP"
