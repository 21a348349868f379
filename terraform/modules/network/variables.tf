variable "name" {
  description = "How everything here is called."
  type        = string
}

variable "region" {
  description = "Region of the network."
  type        = string
}

variable "cidr" {
  description = "Addresses of the network, a /16 to /24."
  type        = string

  validation {
    condition     = can(cidrnetmask(var.cidr)) && tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 24
    error_message = "The network is a CIDR block of IPv4 addresses between /16 and /24."
  }
}

variable "nat_gateways" {
  description = "NAT gateways: none, one for both zones, or one in each."
  type        = number

  validation {
    condition     = contains([0, 1, 2], var.nat_gateways)
    error_message = "There are 0, 1 or 2 NAT gateways."
  }
}
