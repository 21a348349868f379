# terraform apply -var-file=environments/development.tfvars

environment        = "development"
region             = "us-east-1"
intake_memory_mb   = 256
consumer_memory_mb = 256
