# What a release is tried on: as production, and nothing is kept when it is destroyed.
environment             = "staging"
web_size                = "instance"
keep_data               = false
artifact_retention_days = 30
budget_usd              = 50
