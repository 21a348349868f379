output "cdn_url" {
  description = "Address of the site (cdn)"
  value       = "https://${aws_cloudfront_distribution.cdn.domain_name}"
}

output "cdn_distribution_id" {
  description = "For invalidations after new files were uploaded (cdn)"
  value       = aws_cloudfront_distribution.cdn.id
}

output "site_bucket_name" {
  description = "Name of the bucket (site)"
  value       = aws_s3_bucket.site.bucket
}
