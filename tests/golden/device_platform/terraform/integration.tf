# Device gateway: Takes messages from devices, each with a certificate of its own, over MQTT.
resource "aws_iot_thing_type" "devices" {
  name = "${local.name_prefix}-devices"

  properties {
    searchable_attributes = ["model", "firmware"]
  }
}

resource "aws_iot_thing_group" "devices" {
  name = "${local.name_prefix}-devices"
}

# A device signs in with its certificate under the name of its thing, and has the topics of that name only.
resource "aws_iot_policy" "devices" {
  name = "${local.name_prefix}-devices"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "iot:Connect"
        Resource  = "arn:${data.aws_partition.current.partition}:iot:${var.region}:${data.aws_caller_identity.current.account_id}:client/$${iot:Connection.Thing.ThingName}"
        Condition = { Bool = { "iot:Connection.Thing.IsAttached" = "true" } }
      },
      {
        Effect   = "Allow"
        Action   = ["iot:Publish", "iot:Receive"]
        Resource = "arn:${data.aws_partition.current.partition}:iot:${var.region}:${data.aws_caller_identity.current.account_id}:topic/devices/$${iot:Connection.Thing.ThingName}/*"
      },
      {
        Effect   = "Allow"
        Action   = "iot:Subscribe"
        Resource = "arn:${data.aws_partition.current.partition}:iot:${var.region}:${data.aws_caller_identity.current.account_id}:topicfilter/devices/$${iot:Connection.Thing.ThingName}/*"
      },
    ]
  })
}

# Messages that a rule could not hand on.
resource "aws_cloudwatch_log_group" "devices_errors" {
  name              = "/iot/${local.name_prefix}-devices/errors"
  retention_in_days = 30
}

# Device alerts: Tells people what is out of bounds.
resource "aws_sns_topic" "alerts" {
  name              = "${local.name_prefix}-alerts"
  display_name      = "Device alerts"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.alerts.arn
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
}

# Operations alerts: Carries alarms to the people who answer them.
resource "aws_sns_topic" "operations" {
  name         = "${local.name_prefix}-operations"
  display_name = "Operations alerts"
  # AWS services that publish here cannot use the key alias/aws/sns; connect a key of your own to encrypt at rest.
}

resource "aws_sns_topic_policy" "operations" {
  arn = aws_sns_topic.operations.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.operations.arn
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      {
        Sid    = "AlarmToOperations"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.operations.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
      },
    ]
  })
}
