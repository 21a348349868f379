# terraform apply -var-file=environments/staging.tfvars

environment         = "staging"
region              = "us-east-1"
processor_memory_mb = 256
