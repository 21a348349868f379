# governance grants the crawler its database, and keeps who may read the tables (catalog)
resource "aws_lakeformation_permissions" "governance_to_catalog" {
  principal   = aws_iam_role.catalog_crawler.arn
  permissions = ["ALTER", "CREATE_TABLE", "DESCRIBE"]

  database {
    name = aws_glue_catalog_database.catalog.name
  }

  depends_on = [aws_lakeformation_data_lake_settings.governance]
}
