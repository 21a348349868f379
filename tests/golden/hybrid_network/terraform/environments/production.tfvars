# terraform apply -var-file=environments/production.tfvars

environment                    = "production"
region                         = "us-east-1"
database_instance_class        = "db.m6i.large"
database_backup_retention_days = 14
