# terraform apply -var-file=environments/development.tfvars

environment         = "development"
region              = "us-east-1"
deletion_protection = false
function_memory_mb  = 256
