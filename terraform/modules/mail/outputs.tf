output "arns" {
  description = "What a sender must be allowed to use."
  value       = [aws_sesv2_email_identity.domain.arn, aws_sesv2_configuration_set.main.arn]
}

output "configuration_set" {
  description = "SES_CONFIGURATION_SET."
  value       = aws_sesv2_configuration_set.main.configuration_set_name
}

output "events_topic_arn" {
  description = "SES_EVENTS_TOPIC_ARN."
  value       = aws_sns_topic.events.arn
}

output "dns_records" {
  description = "What proves to other mail servers that our mail is ours."
  value = concat(
    [for n in range(3) : {
      name  = "${aws_sesv2_email_identity.domain.dkim_signing_attributes[0].tokens[n]}._domainkey.${var.domain}"
      type  = "CNAME"
      value = "${aws_sesv2_email_identity.domain.dkim_signing_attributes[0].tokens[n]}.dkim.amazonses.com"
    }],
    [
      { name = "mail.${var.domain}", type = "MX", value = "10 feedback-smtp.${var.region}.amazonses.com" },
      { name = "mail.${var.domain}", type = "TXT", value = "v=spf1 include:amazonses.com ~all" },
      { name = "_dmarc.${var.domain}", type = "TXT", value = "v=DMARC1; p=quarantine" },
    ],
  )
}
