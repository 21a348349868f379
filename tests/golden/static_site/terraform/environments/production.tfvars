# terraform apply -var-file=environments/production.tfvars

environment = "production"
region      = "eu-west-1"
