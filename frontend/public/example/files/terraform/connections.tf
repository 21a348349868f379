# firewall inspects every request before the load balancer takes it (load_balancer)
resource "aws_wafv2_web_acl_association" "firewall_to_load_balancer" {
  web_acl_arn  = aws_wafv2_web_acl.firewall.arn
  resource_arn = aws_lb.load_balancer.arn
}

# load_balancer spreads requests over the healthy tasks of the service (service)
resource "aws_lb_target_group" "load_balancer_to_service" {
  name                 = "load-balancer-to-a3f1-${terraform_data.suffix.output}"
  vpc_id               = aws_vpc.network.id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = 80
  deregistration_delay = 30

  health_check {
    path                = "/"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}
