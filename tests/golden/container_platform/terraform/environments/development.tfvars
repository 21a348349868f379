# terraform apply -var-file=environments/development.tfvars

environment               = "development"
region                    = "us-east-1"
network_nat_gateways      = "single"
deletion_protection       = false
database_minimum_capacity = 0.5
cache_node_type           = "cache.t4g.micro"
