variable "name" {
  description = "How everything here is called."
  type        = string
}

variable "domain" {
  description = "The address of the installation, such as groundplan.example.com."
  type        = string
}

variable "zone_id" {
  description = "Zone of Route 53 that the domain is in; null where its records are made elsewhere."
  type        = string
}

variable "pages_bucket" {
  description = "The bucket of pages."
  type        = string
}

variable "pages_arn" {
  description = "Its ARN."
  type        = string
}

variable "pages_domain" {
  description = "Where CloudFront reaches it."
  type        = string
}

variable "web_origin" {
  description = "Where the web tier is reached, and the private connection to it."
  type = object({
    domain_name   = string
    vpc_origin_id = string
  })
}

variable "web_is_private" {
  description = "Is the web tier reached by a private connection?"
  type        = bool
}

variable "page_policy" {
  description = "Content security policy of pages."
  type        = string
}

variable "page_headers" {
  description = "Further headers of pages."
  type        = map(string)
}
