"""Starter script of etl: it lists its settings and ends; put your own transformation in place of `work`."""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext


def settings(arguments):
    """What the deployment passed: --NAME value pairs, names in capitals."""
    pairs = zip(arguments, arguments[1:], strict=False)
    return {name[2:]: value for name, value in pairs if name.startswith("--") and name[2:].isupper()}


def work(context, values):
    """Your code goes here: read with context.create_dynamic_frame, write with context.write_dynamic_frame."""
    context.get_logger().info(f"settings: {sorted(values)}")


options = getResolvedOptions(sys.argv, ["JOB_NAME"])
glue = GlueContext(SparkContext.getOrCreate())
job = Job(glue)
job.init(options["JOB_NAME"], options)
work(glue, settings(sys.argv))
# Only what is committed counts as done: a failed run is tried again with the same data.
job.commit()
