# terraform apply -var-file=environments/development.tfvars

environment = "development"
region      = "eu-west-1"
