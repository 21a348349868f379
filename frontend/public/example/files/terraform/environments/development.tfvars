# terraform apply -var-file=environments/development.tfvars

environment                    = "development"
region                         = "eu-central-1"
network_nat_gateways           = "single"
deletion_protection            = false
service_desired_count          = 1
database_instance_class        = "db.t4g.micro"
database_backup_retention_days = 1
cache_node_type                = "cache.t4g.micro"
