# terraform apply -var-file=environments/staging.tfvars

environment                    = "staging"
region                         = "eu-central-1"
deletion_protection            = false
service_desired_count          = 2
database_instance_class        = "db.t4g.small"
database_backup_retention_days = 14
cache_node_type                = "cache.t4g.small"
