"""What can go wrong while an architecture is made.

EngineError
├── UnknownBlock         a component names a block the catalogue does not have
├── InvalidOption        an option the block does not have, or a value it does not take
├── InvalidArchitecture  ids, networks or connections that do not fit together
├── InvalidRequirements  an amendment of the requirements that the request does not bear out
├── InvalidAssumption    an assumption was changed that is not there, or to what it cannot be
├── NothingToBuild       all that the requirements ask for is left out of the plan
├── MissingConnection    two components are connected, and no connection file says how
├── CatalogueError       a block or connection file is itself at fault
└── RenderError          a template could not be rendered
"""


class EngineError(Exception):
    """The architecture cannot be made as asked.

    `place` is a path into the architecture (`components[2].options.memory_mb`), so that an editor can point at it.
    All engine errors are permanent: the same input fails the same way.
    """

    permanent = True
    code = "engine_error"

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place


class UnknownBlock(EngineError):
    """The catalogue has no such block."""

    code = "unknown_block"


class InvalidOption(EngineError):
    """The block has no such option, or the option does not take this value."""

    code = "invalid_option"


class InvalidArchitecture(EngineError):
    """Ids, networks or connections do not fit together."""

    code = "invalid_architecture"


class InvalidRequirements(EngineError):
    """An amendment of the requirements says what the request does not, or what the user decided otherwise."""

    code = "invalid_requirements"


class InvalidAssumption(EngineError):
    """An assumption was changed that is not there, or to a value that it cannot have."""

    code = "invalid_assumption"


class NothingToBuild(EngineError):
    """A plan came to no component: each thing that was asked for is left out."""

    code = "nothing_to_build"


class MissingConnection(EngineError):
    """No connection file says what this edge means, so nothing could be wired."""

    code = "missing_connection"


class CatalogueError(EngineError):
    """A block or connection file is at fault."""

    code = "catalogue_error"


class RenderError(EngineError):
    """A template could not be rendered."""

    code = "render_error"
