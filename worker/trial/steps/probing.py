"""Try the edges of the running deployment: behaviour where the catalogue says how, and what each role may do."""

from collections import Counter

from botocore.exceptions import BotoCoreError, ClientError

from worker.architecture.connection_kind import Probe
from worker.architecture.model import Connection
from worker.trial.probes.observations import OBSERVATIONS, wait_for
from worker.trial.probes.parts import NotTried, Parts, Unmet
from worker.trial.probes.roles import probe_roles
from worker.trial.probes.stimuli import stimulus_named
from worker.trial.receipt import ProbeProof
from worker.trial.site import Site, StepFailed, StepSkipped

MAX_FAULTS_TOLD = 3


def probe(site: Site) -> str:
    """Raises StepFailed where an edge does not do what it means."""
    if not site.state:
        raise StepSkipped("Terraform made nothing to probe")
    parts = Parts(site)
    for edge, how in _probed(site):
        if site.stop.is_set():
            break
        site.probes.append(_behaviour(parts, edge, how))
    site.probes += list(probe_roles(parts))
    faults = [one for one in site.probes if one.status == "failed"]
    if faults:
        more = f"; and {len(faults) - MAX_FAULTS_TOLD} more" if len(faults) > MAX_FAULTS_TOLD else ""
        told = "; ".join(f"{one.edge}: {one.done}, {one.seen}" for one in faults[:MAX_FAULTS_TOLD])
        raise StepFailed(f"{told}{more}")
    if not site.probes:
        raise StepSkipped("no edge of this design has a probe")
    counts = Counter(one.status for one in site.probes)
    missing = f", {counts['not_emulated']} could not be tried here" if counts["not_emulated"] else ""
    return f"{counts['proven']} probes held{missing}"


def _probed(site: Site) -> list[tuple[Connection, Probe]]:
    architecture = site.bundle.architecture
    kinds = [
        (edge, site.catalogue.connection(architecture.component(edge.source).block, _block(site, edge.target)))
        for edge in architecture.connections
    ]
    return [(edge, kind.probe) for edge, kind in kinds if kind.probe]


def _block(site: Site, component: str) -> str:
    return site.bundle.architecture.component(component).block


def _behaviour(parts: Parts, edge: Connection, how: Probe) -> ProbeProof:
    done = how.does.replace("_", " ")
    try:
        watch = OBSERVATIONS[how.sees](parts, edge.target)
        done = stimulus_named(how.does)(parts, edge.source)
        seen = wait_for(watch, parts)
        status = "proven" if seen else "failed"
    except NotTried as error:
        seen, status = str(error), "not_emulated"
    except (Unmet, ClientError, BotoCoreError, OSError) as error:
        seen, status = str(error), "failed"
    told = {"edge": edge.id, "kind": "behaviour", "done": done, "seen": seen or "nothing was seen", "status": status}
    return ProbeProof.model_validate(told)
