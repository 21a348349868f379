# terraform apply -var-file=environments/production.tfvars

environment = "production"
region      = "us-east-1"
