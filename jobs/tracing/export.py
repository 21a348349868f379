"""OpenTelemetry: imported only where OTEL_EXPORTER_OTLP_ENDPOINT says that traces go somewhere.

The provider is ours and not the process's global one. Libraries find that, and the agents' would write what people
asked and models answered into its spans; ours hold ids, names, numbers and kinds of errors.
"""

import atexit
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jobs.settings import Settings
from jobs.tracing import spans
from jobs.tracing.context import Trace
from jobs.tracing.spans import Value

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

_FLUSH_MILLISECONDS = 2000
_providers: list["TracerProvider"] = []


def begin(service: str, settings: Settings, exporter: "SpanExporter | None" = None) -> None:
    """Send this process's spans from now on, where the settings say so; `exporter` stands in for OTLP in tests."""
    if not settings.otel_exporter_otlp_endpoint and exporter is None:
        return
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    told = {
        "service.name": f"groundplan-{service}",
        "service.version": settings.groundplan_release,
        "deployment.environment.name": settings.groundplan_environment,
    }
    provider = TracerProvider(
        resource=Resource.create({name: value for name, value in told.items() if value}), shutdown_on_exit=False
    )
    provider.add_span_processor(BatchSpanProcessor(exporter or _otlp(settings)))
    _providers.append(provider)
    spans.use(_Tracer(provider))
    if "AWS_LAMBDA_FUNCTION_NAME" not in os.environ:
        atexit.register(end)


def flush() -> None:
    """Send what is left, in two seconds at most: for Lambda, which stands still between events."""
    for provider in _providers:
        provider.force_flush(_FLUSH_MILLISECONDS)


def end() -> None:
    """Send what is left, and no more spans from now on."""
    spans.use(None)
    while _providers:
        provider = _providers.pop()
        provider.force_flush(_FLUSH_MILLISECONDS)
        provider.shutdown()


def _otlp(settings: Settings) -> "SpanExporter":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    headers = dict(pair.strip().split("=", 1) for pair in settings.otel_exporter_otlp_headers.split(",") if "=" in pair)
    endpoint = settings.otel_exporter_otlp_endpoint.rstrip("/") + "/v1/traces"
    return OTLPSpanExporter(endpoint=endpoint, headers=headers, timeout=_FLUSH_MILLISECONDS / 1000)


class _Tracer:
    def __init__(self, provider: "TracerProvider") -> None:
        from opentelemetry.trace import NonRecordingSpan, SpanContext, SpanKind, TraceFlags, set_span_in_context

        self._tracer = provider.get_tracer("groundplan")
        self._kinds = {kind.name.lower(): kind for kind in SpanKind}

        def context_of(parent: Trace) -> Any:
            flags = TraceFlags(TraceFlags.SAMPLED if parent.sampled else TraceFlags.DEFAULT)
            ids = SpanContext(int(parent.trace_id, 16), int(parent.span_id, 16), is_remote=True, trace_flags=flags)
            return set_span_in_context(NonRecordingSpan(ids))

        self._context_of = context_of

    def begin(self, name: str, kind: str, parent: Trace, values: Mapping[str, Value]) -> "_Span":
        context = self._context_of(parent)
        return _Span(self._tracer.start_span(name, context, self._kinds[kind], attributes=dict(values)))


class _Span:
    def __init__(self, span: Any) -> None:
        self._span = span
        ids = span.get_span_context()
        self.trace = Trace(f"{ids.trace_id:032x}", f"{ids.span_id:016x}", bool(ids.trace_flags.sampled))

    def note(self, values: Mapping[str, Value]) -> None:
        self._span.set_attributes(dict(values))

    def end(self, fault: str | None) -> None:
        if fault is not None:
            from opentelemetry.trace import StatusCode

            self._span.set_status(StatusCode.ERROR, fault)
        self._span.end()
