# Language model: Writes the answer; it is paid for by the token, and nothing has to be run for it. The request
# names it: “Amazon Bedrock”.
resource "aws_bedrock_inference_profile" "model" {
  name = "${local.name_prefix}-model"

  model_source {
    # The profile of the continent that the region is on.
    copy_from = format(
      "arn:%s:bedrock:%s:%s:inference-profile/%s.%s",
      data.aws_partition.current.partition,
      var.region,
      data.aws_caller_identity.current.account_id,
      lookup({ eu = "eu", ap = "apac" }, split("-", var.region)[0], "us"),
      "amazon.nova-lite-v1:0",
    )
  }
}

# Knowledge base: Finds the passages that an answer is grounded in.
# The provider does not know S3 Vectors yet; CloudFormation does.
resource "aws_cloudformation_stack" "knowledge" {
  name       = "${local.name_prefix}-knowledge"
  on_failure = "DELETE"

  template_body = jsonencode({
    Resources = {
      KnowledgeVectors = {
        Type                = "AWS::S3Vectors::VectorBucket"
        DeletionPolicy      = "Retain"
        UpdateReplacePolicy = "Retain"
        Properties = {
          VectorBucketName = "${local.name_prefix}-knowledge"
          EncryptionConfiguration = {
            SseType = "AES256"
          }
        }
      }
      KnowledgeIndex = {
        Type      = "AWS::S3Vectors::Index"
        DependsOn = "KnowledgeVectors"
        Properties = {
          VectorBucketName = "${local.name_prefix}-knowledge"
          IndexName        = "passages"
          DataType         = "float32"
          Dimension        = 1024
          DistanceMetric   = "cosine"
          MetadataConfiguration = {
            NonFilterableMetadataKeys = ["AMAZON_BEDROCK_TEXT", "AMAZON_BEDROCK_METADATA"]
          }
        }
      }
      Knowledge = {
        Type      = "AWS::Bedrock::KnowledgeBase"
        DependsOn = ["KnowledgeIndex"]
        Properties = {
          Name        = "${local.name_prefix}-knowledge"
          Description = "Knowledge base"
          RoleArn     = aws_iam_role.knowledge_knowledge.arn
          KnowledgeBaseConfiguration = {
            Type = "VECTOR"
            VectorKnowledgeBaseConfiguration = {
              EmbeddingModelArn = "arn:${data.aws_partition.current.partition}:bedrock:${var.region}::foundation-model/amazon.titan-embed-text-v2:0"
              EmbeddingModelConfiguration = {
                BedrockEmbeddingModelConfiguration = {
                  Dimensions        = 1024
                  EmbeddingDataType = "FLOAT32"
                }
              }
            }
          }
          StorageConfiguration = {
            Type = "S3_VECTORS"
            S3VectorsConfiguration = {
              IndexArn = "arn:${data.aws_partition.current.partition}:s3vectors:${var.region}:${data.aws_caller_identity.current.account_id}:bucket/${local.name_prefix}-knowledge/index/passages"
            }
          }
        }
      }
      KnowledgeDocuments = {
        Type = "AWS::Bedrock::DataSource"
        Properties = {
          KnowledgeBaseId = {
            "Fn::GetAtt" = ["Knowledge", "KnowledgeBaseId"]
          }
          Name               = "documents"
          DataDeletionPolicy = "RETAIN"
          DataSourceConfiguration = {
            Type = "S3"
            S3Configuration = {
              BucketArn = "arn:${data.aws_partition.current.partition}:s3:::${local.name_prefix}-documents"
            }
          }
          VectorIngestionConfiguration = {
            ChunkingConfiguration = {
              ChunkingStrategy = "FIXED_SIZE"
              FixedSizeChunkingConfiguration = {
                MaxTokens         = 300
                OverlapPercentage = 20
              }
            }
          }
        }
      }
    }
    Outputs = {
      KnowledgeBaseId  = { Value = { "Fn::GetAtt" = ["Knowledge", "KnowledgeBaseId"] } }
      KnowledgeBaseArn = { Value = { "Fn::GetAtt" = ["Knowledge", "KnowledgeBaseArn"] } }
      DataSourceId     = { Value = { "Fn::GetAtt" = ["KnowledgeDocuments", "DataSourceId"] } }
    }
  })

  depends_on = [aws_iam_role_policy.knowledge_knowledge]
}

# Guardrail: Refuses harmful content and prompt attacks, and masks personal data. The request names it:
# “guardrails”.
resource "aws_bedrock_guardrail" "guardrail" {
  # Names have 50 characters at most.
  name                      = "guardrail-${terraform_data.suffix.output}"
  description               = "Guardrail"
  blocked_input_messaging   = "This question cannot be answered here."
  blocked_outputs_messaging = "The answer was withheld."

  content_policy_config {
    filters_config {
      type            = "SEXUAL"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }

    filters_config {
      type            = "VIOLENCE"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }

    filters_config {
      type            = "HATE"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }

    filters_config {
      type            = "INSULTS"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }

    filters_config {
      type            = "MISCONDUCT"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }

    filters_config {
      type            = "PROMPT_ATTACK"
      input_strength  = "HIGH"
      output_strength = "NONE"
    }
  }

  sensitive_information_policy_config {
    pii_entities_config {
      type   = "EMAIL"
      action = "ANONYMIZE"
    }

    pii_entities_config {
      type   = "PHONE"
      action = "ANONYMIZE"
    }

    pii_entities_config {
      type   = "NAME"
      action = "ANONYMIZE"
    }

    pii_entities_config {
      type   = "ADDRESS"
      action = "ANONYMIZE"
    }

    pii_entities_config {
      type   = "CREDIT_DEBIT_CARD_NUMBER"
      action = "BLOCK"
    }

    pii_entities_config {
      type   = "US_SOCIAL_SECURITY_NUMBER"
      action = "BLOCK"
    }

    pii_entities_config {
      type   = "PASSWORD"
      action = "BLOCK"
    }

    pii_entities_config {
      type   = "AWS_SECRET_KEY"
      action = "BLOCK"
    }
  }

  word_policy_config {
    managed_word_lists_config {
      type = "PROFANITY"
    }
  }
}

resource "aws_bedrock_guardrail_version" "guardrail" {
  guardrail_arn = aws_bedrock_guardrail.guardrail.guardrail_arn
  skip_destroy  = true
}
