# terraform apply -var-file=environments/development.tfvars

environment                    = "development"
region                         = "us-east-1"
network_nat_gateways           = "single"
deletion_protection            = false
database_instance_class        = "db.m6i.large"
database_backup_retention_days = 1
