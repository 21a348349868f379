# governance grants the crawler its database, and keeps who may read the tables (catalog)
resource "aws_lakeformation_permissions" "governance_to_catalog" {
  principal   = aws_iam_role.catalog_crawler.arn
  permissions = ["ALTER", "CREATE_TABLE", "DESCRIBE"]

  database {
    name = aws_glue_catalog_database.catalog.name
  }

  depends_on = [aws_lakeformation_data_lake_settings.governance]
}

# alarm watches the server for files that could not be put or fetched (intake)
# Transfer Family has metrics of what went well, and tells errors in its log only. Failed sign-ins are not counted: anyone
# on the internet may try.
resource "aws_cloudwatch_log_metric_filter" "alarm_to_intake" {
  name           = "errors"
  log_group_name = aws_cloudwatch_log_group.intake.name
  pattern        = "{ $.activity-type = \"ERROR\" }"

  metric_transformation {
    name      = "Errors"
    namespace = "${local.name_prefix}-intake"
    value     = "1"
  }
}
