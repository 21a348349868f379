"""What can go wrong while a job is worked on. The base classes, and what permanent means, are in `jobs.errors`.

PermanentError
├── ModelNotConfigured       MODEL_PROVIDER names a provider that cannot be used as things are
├── ToolServersMisconfigured mcp_servers.yaml cannot be accepted
├── ToolServerNotInstalled   the packages of an MCP server could not be had; the worker goes on without it
├── NoArchitecture           the architect ended without an architecture that fits the catalogue
│   └── LimitReached         it came to one of the job's limits before
├── RequestNotUnderstood     the engine cannot make anything of the request
├── EngineRefused            the engine cannot render or price the architecture
├── BundleFailedChecks       a check of severity error failed
├── BundleUnreadable         a verify job has no bundle that can be tried
├── TrialImpossible          this worker has nothing to try a bundle on
├── DeadlineExceeded         the job took longer than it may
└── ModeNotAvailable         no pipeline runs this mode
TransientError
├── ModelUnavailable         the model provider throttles, times out or is down
├── WorkerStopping           this worker is shutting down; another takes the job
└── InternalError            a fault of ours; tried again in case it was the moment
"""

from jobs.errors import PermanentError, TransientError


class ModelNotConfigured(PermanentError):
    """The model provider is not configured."""

    code = "model_not_configured"


class ToolServersMisconfigured(PermanentError):
    """The file of MCP servers cannot be accepted."""

    code = "tool_servers_misconfigured"


class ToolServerNotInstalled(PermanentError):
    """The packages of an MCP server could not be installed."""

    code = "tool_server_not_installed"


class NoArchitecture(PermanentError):
    """The architect ended without an architecture that can be built."""

    code = "no_architecture"


class LimitReached(NoArchitecture):
    """The job came to one of its limits."""

    code = "limit_reached"


class RequestNotUnderstood(PermanentError):
    """Nothing could be made of the request."""

    code = "request_not_understood"


class EngineRefused(PermanentError):
    """The architecture could not be made into a bundle."""

    code = "engine_refused"


class BundleFailedChecks(PermanentError):
    """The bundle failed its checks, so it was not delivered."""

    code = "checks_failed"


class BundleUnreadable(PermanentError):
    """The bundle that is to be tried cannot be read."""

    code = "bundle_unreadable"


class TrialImpossible(PermanentError):
    """This worker has nothing to try a bundle on."""

    code = "trial_impossible"


class DeadlineExceeded(PermanentError):
    """The job took longer than it may. Try a smaller request, or submit it again."""

    code = "deadline_exceeded"


class ModeNotAvailable(PermanentError):
    """This worker has no pipeline for the job's mode."""

    code = "mode_not_available"


class ModelUnavailable(TransientError):
    """The model provider does not answer at the moment."""

    code = "model_unavailable"


class WorkerStopping(TransientError):
    """The worker is shutting down; another one takes the job."""

    code = "worker_stopping"


class InternalError(TransientError):
    """Something failed inside Groundplan. The operators have the details."""

    code = "internal_error"
