variable "name" {
  description = "Name of the configuration set."
  type        = string
}

variable "domain" {
  description = "The domain that mail comes from."
  type        = string
}

variable "region" {
  description = "Region of SES."
  type        = string
}

variable "account_id" {
  description = "The account, twelve digits."
  type        = string
}
