# To try something out: the small size, and nothing is kept when it is destroyed.
environment             = "dev"
web_size                = "instance"
keep_data               = false
artifact_retention_days = 30
budget_usd              = 40
