# Feature store: Keeps features once, for training and for answers, so that both see the same. The request names
# it: “feature store”.
resource "aws_sagemaker_feature_group" "features" {
  feature_group_name             = "${local.name_prefix}-features"
  description                    = "Feature store"
  record_identifier_feature_name = "record_id"
  event_time_feature_name        = "event_time"
  role_arn                       = aws_iam_role.features_offline.arn

  feature_definition {
    feature_name = "record_id"
    feature_type = "String"
  }

  feature_definition {
    feature_name = "event_time"
    feature_type = "String"
  }

  feature_definition {
    feature_name = "score"
    feature_type = "Fractional"
  }

  feature_definition {
    feature_name = "visits"
    feature_type = "Integral"
  }

  feature_definition {
    feature_name = "segment"
    feature_type = "String"
  }

  online_store_config {
    enable_online_store = true
  }

  offline_store_config {
    table_format = "Glue"

    s3_storage_config {
      s3_uri = "s3://${aws_s3_bucket.data.bucket}/features"
    }
  }

  throughput_config {
    throughput_mode = "OnDemand"
  }

  depends_on = [aws_iam_role_policy.features_offline]
}

# Training pipeline: Prepares, trains, judges and registers a model, each step repeatable.
data "aws_sagemaker_prebuilt_ecr_image" "training" {
  repository_name = "sagemaker-xgboost"
  image_tag       = "1.7-1"
  region          = var.region
}

locals {
  training_image = coalesce(var.training_image, data.aws_sagemaker_prebuilt_ecr_image.training.registry_path)
}

resource "aws_sagemaker_model_package_group" "training" {
  model_package_group_name = "${local.name_prefix}-training"
}

resource "aws_sagemaker_pipeline" "training" {
  pipeline_name         = "${local.name_prefix}-training"
  pipeline_display_name = "training"
  pipeline_description  = "Training pipeline"
  role_arn              = aws_iam_role.training_execution.arn

  pipeline_definition = jsonencode({
    Version = "2020-12-01"
    Parameters = [
      { Name = "InputData", Type = "String", DefaultValue = "s3://${aws_s3_bucket.data.bucket}/training/" },
      { Name = "InstanceType", Type = "String", DefaultValue = "ml.m5.xlarge" },
    ]
    Steps = [
      {
        Name = "Train"
        Type = "Training"
        Arguments = {
          AlgorithmSpecification = { TrainingImage = local.training_image, TrainingInputMode = "File" }
          RoleArn                = aws_iam_role.training_execution.arn
          HyperParameters        = { objective = "reg:squarederror", num_round = "100" }
          InputDataConfig = [
            {
              ChannelName = "train"
              ContentType = "text/csv"
              DataSource = {
                S3DataSource = {
                  S3DataType             = "S3Prefix"
                  S3Uri                  = { Get = "Parameters.InputData" }
                  S3DataDistributionType = "FullyReplicated"
                }
              }
            }
          ]
          OutputDataConfig = {
            S3OutputPath = "s3://${aws_s3_bucket.data.bucket}/models/"
          }
          ResourceConfig = {
            InstanceCount  = 1
            InstanceType   = { Get = "Parameters.InstanceType" }
            VolumeSizeInGB = 30
          }
          EnableInterContainerTrafficEncryption = true
          StoppingCondition                     = { MaxRuntimeInSeconds = 86400 }
        }
      },
      {
        Name = "Register"
        Type = "RegisterModel"
        Arguments = {
          ModelPackageGroupName = aws_sagemaker_model_package_group.training.model_package_group_name
          ModelApprovalStatus   = "PendingManualApproval"
          InferenceSpecification = {
            Containers = [
              {
                Image        = local.training_image
                ModelDataUrl = { Get = "Steps.Train.ModelArtifacts.S3ModelArtifacts" }
              }
            ]
            SupportedContentTypes                   = ["text/csv"]
            SupportedResponseMIMETypes              = ["text/csv"]
            SupportedRealtimeInferenceInstanceTypes = ["ml.m5.large", "ml.m5.xlarge", "ml.c5.xlarge"]
            SupportedTransformInstanceTypes         = ["ml.m5.large", "ml.m5.xlarge"]
          }
        }
      },
    ]
  })

  depends_on = [aws_iam_role_policy.training_execution]
}

# Model endpoint: Answers with the approved model within milliseconds. The request names it: “SageMaker”.
resource "aws_cloudwatch_log_group" "endpoint" {
  name              = "/aws/sagemaker/Endpoints/${local.name_prefix}-endpoint"
  retention_in_days = 30
}

# The name is left to the provider: a new model is made before the old one goes.
resource "aws_sagemaker_model" "endpoint" {
  execution_role_arn       = aws_iam_role.endpoint_execution.arn
  enable_network_isolation = var.endpoint_image != "" && var.endpoint_model_data != ""

  primary_container {
    image          = coalesce(var.endpoint_image, "763104351884.dkr.ecr.${var.region}.amazonaws.com/huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04")
    model_data_url = var.endpoint_model_data != "" ? var.endpoint_model_data : null

    environment = var.endpoint_image != "" || var.endpoint_model_data != "" ? {} : {
      HF_MODEL_ID = "distilbert-base-uncased-finetuned-sst-2-english"
      HF_TASK     = "text-classification"
    }
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_iam_role_policy.endpoint_execution]
}

resource "aws_sagemaker_endpoint_configuration" "endpoint" {
  production_variants {
    variant_name           = "main"
    model_name             = aws_sagemaker_model.endpoint.name
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }

  data_capture_config {
    enable_capture              = true
    initial_sampling_percentage = 10
    destination_s3_uri          = "s3://${aws_s3_bucket.data.bucket}/endpoint/captured"

    capture_options {
      capture_mode = "InputAndOutput"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sagemaker_endpoint" "endpoint" {
  name                 = "${local.name_prefix}-endpoint"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.endpoint.name

  # SageMaker would make the log group itself, without a retention.
  depends_on = [aws_cloudwatch_log_group.endpoint]
}

resource "aws_appautoscaling_target" "endpoint" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/${aws_sagemaker_endpoint.endpoint.name}/variant/main"
  min_capacity       = 2
  max_capacity       = 4
}

resource "aws_appautoscaling_policy" "endpoint" {
  name               = "predictions"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.endpoint.service_namespace
  scalable_dimension = aws_appautoscaling_target.endpoint.scalable_dimension
  resource_id        = aws_appautoscaling_target.endpoint.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 1000
    scale_in_cooldown  = 600
    scale_out_cooldown = 120

    predefined_metric_specification {
      predefined_metric_type = "SageMakerVariantInvocationsPerInstance"
    }
  }
}
