"""Objects never travel in the clear."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

KEY = "aws:SecureTransport"


class BucketsTakeTlsOnly(Check):
    """Each bucket's policy denies requests without TLS."""

    id = "buckets_take_tls_only"
    severity = "medium"
    sentence = "Every bucket refuses requests that are not made over TLS."
    source = "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5"

    def run(self, context: Context) -> Iterator[Finding]:
        for bucket in context.resources("aws_s3_bucket"):
            policies = context.terraform_beside(bucket, "aws_s3_bucket_policy")
            documents = context.resources("data.aws_iam_policy_document")
            told = [*policies, *(document for document in documents if document.owner == bucket.owner)]
            if not policies or not any(KEY in str(policy.properties) for policy in told):
                yield Finding(
                    component=bucket.owner, file=bucket.file, message=f"bucket {bucket.name} takes requests without TLS"
                )
        for bucket in context.resources("AWS::S3::Bucket"):
            policies = [
                policy
                for policy in context.resources("AWS::S3::BucketPolicy")
                if policy.at("Bucket") == {"Ref": bucket.name}
            ]
            if not any(KEY in str(policy.properties) for policy in policies):
                yield Finding(
                    component=bucket.owner, file=bucket.file, message=f"bucket {bucket.name} takes requests without TLS"
                )
