# terraform apply -var-file=environments/production.tfvars

environment        = "production"
region             = "us-east-1"
intake_memory_mb   = 256
consumer_memory_mb = 256
