output "origin" {
  description = "Where CloudFront sends requests: a name, and the private connection to it, null for a public one."
  value = {
    domain_name   = try(aws_instance.web[0].private_dns, aws_lb.web[0].dns_name, trimprefix(aws_apigatewayv2_api.web[0].api_endpoint, "https://"))
    vpc_origin_id = try(aws_cloudfront_vpc_origin.main[0].id, null)
  }
}

output "instance_id" {
  description = "Size instance: the machine; null otherwise."
  value       = try(aws_instance.web[0].id, null)
}

output "load_balancer" {
  description = "Size fargate: how CloudWatch calls the load balancer; null otherwise."
  value       = try(aws_lb.web[0].arn_suffix, null)
}

output "api_id" {
  description = "Size lambda: the HTTP API; null otherwise."
  value       = try(aws_apigatewayv2_api.web[0].id, null)
}

output "function_name" {
  description = "Size lambda: the function; null otherwise."
  value       = try(aws_lambda_function.web[0].function_name, null)
}

output "deploy_document" {
  description = "Size instance: the command that brings it to a release; null otherwise."
  value       = try(aws_ssm_document.deploy[0].name, null)
}

output "cluster" {
  description = "Sizes fargate and lambda: the cluster of the tasks; null otherwise."
  value       = try(aws_ecs_cluster.main[0].name, null)
}

output "repository_url" {
  description = "Sizes fargate and lambda: where the image is pushed to; null otherwise."
  value       = try(aws_ecr_repository.web[0].repository_url, null)
}
