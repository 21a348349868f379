# terraform apply -var-file=environments/production.tfvars

environment                    = "production"
region                         = "eu-central-1"
service_desired_count          = 2
database_instance_class        = "db.t4g.small"
database_backup_retention_days = 14
cache_node_type                = "cache.t4g.small"
