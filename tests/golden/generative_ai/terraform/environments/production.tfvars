# terraform apply -var-file=environments/production.tfvars

environment        = "production"
region             = "us-east-1"
function_memory_mb = 256
