"""Wires the web application together; nothing is decided here."""

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from web import (
    access_log,
    authentication,
    cookies,
    errors,
    figures,
    parameters,
    rate_limits,
    request_ids,
    security_headers,
    sign_in,
    tracing,
)
from web.api import frontend as frontend_pages
from web.api import health as health_questions
from web.api.admin.routes import ADMINISTRATION
from web.api.api_keys import api_keys
from web.api.artifacts import artifacts
from web.api.audit import audit
from web.api.auth import auth
from web.api.batches import batches, document_body
from web.api.billing import billing
from web.api.client_errors import client_errors
from web.api.conversations import conversations
from web.api.deletion import deletion
from web.api.documentation import documentation
from web.api.events import events
from web.api.exports import exports
from web.api.frontend import frontend
from web.api.health import health
from web.api.invitations import invitations
from web.api.jobs import jobs
from web.api.mcp import mcp
from web.api.members import members
from web.api.metrics import metrics
from web.api.notifications import notifications
from web.api.organization import organization
from web.api.organizations import organizations
from web.api.plans import plans
from web.api.revisions import revisions
from web.api.ses_webhooks import ses_webhooks
from web.api.session import session
from web.api.sessions import sessions
from web.api.share_links import share_links
from web.api.shared_results import shared_results
from web.api.stripe_webhooks import stripe_webhooks
from web.api.support_acts import support_acts
from web.api.tool_calls import tool_calls
from web.api.tool_servers import tool_servers
from web.api.trials import trials
from web.api.unsubscribe import unsubscribe
from web.api.usage import usage
from web.api.webhooks import webhooks
from web.documented_security import document_guards
from web.rate_limits import RateRules
from web.responses import security_schemes
from web.schemas.envelope import ErrorAnswer
from web.services import Services, provide
from web.strict_json import BODY_BYTES, StrictRequest
from web.validation import refuse_invalid

INFO = Info(
    title="Groundplan",
    version="1",
    description="Turns a plain-English request into an AWS architecture that deploys.",
)
API = (
    session,
    sessions,
    notifications,
    conversations,
    jobs,
    batches,
    trials,
    revisions,
    events,
    artifacts,
    tool_calls,
    audit,
    tool_servers,
    api_keys,
    organization,
    usage,
    billing,
    plans,
    organizations,
    members,
    invitations,
    webhooks,
    share_links,
    shared_results,
    exports,
    deletion,
    support_acts,
    client_errors,
    *ADMINISTRATION,
)
PAGES = (health, metrics, auth, documentation, mcp, stripe_webhooks, ses_webhooks, unsubscribe, frontend)


def create_app(services: Services) -> OpenAPI:
    """Return the application that answers with ``services``."""
    secure = services.settings.web_url.startswith("https:")
    app = OpenAPI(
        __name__,
        info=INFO,
        security_schemes=security_schemes(cookies.cookie_name(cookies.ACCESS, secure=secure)),
        validation_error_model=ErrorAnswer,
        validation_error_callback=refuse_invalid,
        doc_ui=False,
        static_folder=None,
    )
    app.url_map.merge_slashes = False  # else `//` redirects to wherever the request's Host says
    app.request_class = StrictRequest
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    cookies.init_app(app, services.settings)
    provide(app, services)
    tracing.init_app(app)
    access_log.init_app(app)
    figures.init_app(app)
    request_ids.init_app(app)
    rate_limits.init_app(app, RateRules(services.rate_limits, services.settings), services.settings.trusted_proxies)
    authentication.init_app(app, services.database, web_url=services.settings.web_url, staff=services.staff_database)
    parameters.init_app(app)
    security_headers.init_app(app, https=secure)
    errors.init_app(app)
    sign_in.init_app(app, services.settings)
    for blueprint in API:
        app.register_api(blueprint)
    document_body(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    frontend_pages.init_app(app)
    health_questions.init_app(app, services)
    document_guards(app)
    return app
