# terraform apply -var-file=environments/staging.tfvars

environment = "staging"
region      = "eu-west-1"
