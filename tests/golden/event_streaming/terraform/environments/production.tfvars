# terraform apply -var-file=environments/production.tfvars

environment         = "production"
region              = "us-east-1"
processor_memory_mb = 256
