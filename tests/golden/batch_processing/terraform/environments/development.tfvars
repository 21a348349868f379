# terraform apply -var-file=environments/development.tfvars

environment          = "development"
region               = "us-east-1"
deletion_protection  = false
network_nat_gateways = "single"
