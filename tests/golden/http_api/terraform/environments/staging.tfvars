# terraform apply -var-file=environments/staging.tfvars

environment         = "staging"
region              = "us-east-1"
deletion_protection = false
function_memory_mb  = 256
