# terraform apply -var-file=environments/staging.tfvars

environment                    = "staging"
region                         = "us-east-1"
deletion_protection            = false
database_instance_class        = "db.m6i.large"
database_backup_retention_days = 14
