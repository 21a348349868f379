# terraform apply -var-file=environments/staging.tfvars

environment        = "staging"
region             = "us-east-1"
intake_memory_mb   = 256
consumer_memory_mb = 256
