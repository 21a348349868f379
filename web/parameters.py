"""A parameter of a query stands in it once: of two, each reader on the way could believe another one."""

from flask import Flask, request

from web.problems import Fault, InvalidFields
from web.validation import FAULTS_SHOWN


def init_app(app: Flask) -> None:
    """Refuse requests to the API of ``app`` that name a parameter twice."""

    @app.before_request
    def refuse_repeated() -> None:
        if not request.path.startswith("/api/"):
            return
        repeated = [name for name, values in request.args.lists() if len(values) > 1]
        if repeated:
            named = repeated[:FAULTS_SHOWN]
            raise InvalidFields(faults=[Fault(name[:80], "is there twice", "each parameter once") for name in named])
