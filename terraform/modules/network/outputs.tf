output "vpc_id" {
  description = "Id of the network."
  value       = aws_vpc.main.id
}

output "cidr" {
  description = "Its addresses."
  value       = aws_vpc.main.cidr_block
}

output "public_subnet_ids" {
  description = "Subnets with a way to and from the internet."
  value       = aws_subnet.public[*].id

  depends_on = [aws_route.internet, aws_route_table_association.public]
}

output "private_subnet_cidrs" {
  description = "Addresses of the private subnets."
  value       = aws_subnet.private[*].cidr_block
}

output "private_subnet_ids" {
  description = "Subnets that nothing outside reaches."
  value       = aws_subnet.private[*].id

  depends_on = [aws_route.nat, aws_route_table_association.private]
}

output "private_route_table_ids" {
  description = "Where the way out is put when there is no NAT gateway."
  value       = aws_route_table.private[*].id
}

output "security_group_ids" {
  description = "By part: entry, web, worker, database, cache."
  value       = { for name, group in aws_security_group.main : name => group.id }
}
