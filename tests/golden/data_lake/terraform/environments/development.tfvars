# terraform apply -var-file=environments/development.tfvars

environment = "development"
region      = "us-east-1"
