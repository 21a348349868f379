# terraform apply -var-file=environments/staging.tfvars

environment               = "staging"
region                    = "us-east-1"
deletion_protection       = false
database_minimum_capacity = 0.5
cache_node_type           = "cache.t4g.small"
