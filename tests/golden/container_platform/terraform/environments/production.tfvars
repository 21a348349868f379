# terraform apply -var-file=environments/production.tfvars

environment               = "production"
region                    = "us-east-1"
database_minimum_capacity = 0.5
cache_node_type           = "cache.t4g.small"
