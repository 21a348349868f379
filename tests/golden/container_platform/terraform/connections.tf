# load_balancer spreads requests over pods, which a TargetGroupBinding of the cluster registers (cluster)
resource "aws_lb_target_group" "load_balancer_to_cluster" {
  name                 = "load-balancer-to-0234-${terraform_data.suffix.output}"
  vpc_id               = aws_vpc.network.id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = 8080
  deregistration_delay = 30

  tags = {
    Connection = "load_balancer_to_cluster"
  }

  health_check {
    path                = "/"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}
