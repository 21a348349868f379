"""Our own tools: facts about services, each with its source, date and address, in one shape; see fact_answers.py.

The answers are imported at the first call or in the background: a start need not wait for the catalogue's forms.
"""

from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from pydantic import Field

from worker.reference.aws_tools import READ_ONLY, answer
from worker.reference.knowledge import Knowledge

ServiceName = Annotated[
    str,
    Field(
        description="Any name that people have for it: SQS, Simple Queue Service, sqs_queue, aws_sqs_queue, "
        "AWS::SQS::Queue.",
        min_length=1,
        max_length=200,
    ),
]
RegionName = Annotated[str, Field(description="A region id, such as eu-west-1.")]


def add_fact_tools(server: MCPServer, knowledge: Knowledge) -> None:
    """Describe, compare, quotas, prices and patterns."""

    @server.tool(title="Describe a service", annotations=READ_ONLY, structured_output=False)
    def describe_service(
        service: ServiceName,
        region: Annotated[str | None, Field(description="Also say whether it is available in this region.")] = None,
    ) -> str:
        """Everything known of one AWS service: what it does, how it scales and recovers, latency, effort to operate,
        quotas, service level agreement, options with their limits.

        Gives {"content": {"services": […], "facts": [{"service", "kind", "name", "value", "unit", "text",
        "source": {"name", "version", "url", "date"}}], "notes": […]}}.
        """
        from worker.reference.fact_answers import describe

        return answer(describe(knowledge, service, region))

    @server.tool(title="Compare services", annotations=READ_ONLY, structured_output=False)
    def compare_services(
        services: Annotated[list[str], Field(description="Two to six services, each by any name that people have.")],
        region: RegionName = "us-east-1",
    ) -> str:
        """The same facts of several services beside each other: purpose, scaling, latency, effort, agreements,
        recovery, quotas, availability in the region and first prices there.

        Gives the shape of describe_service; facts of one name stand together.
        """
        from worker.reference.fact_answers import compare

        return answer(compare(knowledge, services, region))

    @server.tool(title="Look up quotas", annotations=READ_ONLY, structured_output=False)
    def get_quota(
        service: ServiceName,
        quota: Annotated[
            str | None, Field(description="What it limits, in words: message size. Without it, all that are known.")
        ] = None,
    ) -> str:
        """Quotas of a service and limits of its CloudFormation properties. `details.adjustable` says whether AWS raises
        a quota, null where that is not known.

        Gives the shape of describe_service.
        """
        from worker.reference.fact_answers import quotas

        return answer(quotas(knowledge, service, quota))

    @server.tool(title="Look up prices", annotations=READ_ONLY, structured_output=False)
    def get_price(
        service: ServiceName,
        region: RegionName = "us-east-1",
        item: Annotated[str | None, Field(description="What is priced, in words: requests, db.t4g.micro.")] = None,
        usage: Annotated[
            dict[str, Any] | None,
            Field(
                description='Option → value, such as {"messages_per_month": 5000000}: also gives what a month costs, '
                "the other options having their defaults. {} prices the defaults."
            ),
        ] = None,
    ) -> str:
        """Unit prices of a service in a region, on demand, in USD before tax. `details.basis` is `recorded` for an
        amount that was read for this region and `estimated` for one that follows from another region's.

        Gives the shape of describe_service; with usage, the facts `monthly_cost` come first, their total at the top.
        """
        from worker.reference.fact_answers import unit_prices

        return answer(unit_prices(knowledge, service, region, item, usage))

    @server.tool(title="List patterns of architectures", annotations=READ_ONLY, structured_output=False)
    def list_patterns(
        need: Annotated[
            str | None,
            Field(description="What is to be built, in words. The patterns that fit come first.", max_length=2000),
        ] = None,
        service: Annotated[
            str | None, Field(description="Only patterns that have this service among their parts.")
        ] = None,
    ) -> str:
        """Patterns of architectures: their parts, which services do each part's work, and how they connect.

        Gives the shape of describe_service; `details` of a fact has the parts and connections.
        """
        from worker.reference.fact_answers import patterns

        return answer(patterns(knowledge, need, service))
