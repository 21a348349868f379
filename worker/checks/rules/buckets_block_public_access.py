"""Buckets are not public, and cannot be made so by mistake."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context, Resource

SETTING = "aws_s3_bucket_public_access_block"
TERRAFORM = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
CLOUDFORMATION = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


class BucketsBlockPublicAccess(Check):
    """All four settings, on every bucket."""

    id = "buckets_block_public_access"
    severity = "high"
    sentence = "Every bucket blocks public access in all four ways."
    source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for bucket in context.resources("aws_s3_bucket"):
            settings = context.terraform_beside(bucket, SETTING)
            if not any(all(setting.at(key) is True for key in TERRAFORM) for setting in settings):
                yield _finding(bucket)
        for bucket in context.resources("AWS::S3::Bucket"):
            if not all(bucket.at("PublicAccessBlockConfiguration", key) is True for key in CLOUDFORMATION):
                yield _finding(bucket)


def _finding(bucket: Resource) -> Finding:
    return Finding(component=bucket.owner, file=bucket.file, message=f"bucket {bucket.name} may be made public")
