# The real one. It begins small; docs/cost.md says when to change web_size.
environment = "production"
web_size    = "instance"
keep_data   = true
budget_usd  = 50
