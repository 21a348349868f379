# What each part's code calls, and nothing more. A call that is added in the code is added here.

locals {
  logs = [for group in var.log_group_arns : "${group}:*"]

  # jobs/parameter_store.py: each part reads its own path, decrypted by Systems Manager on its behalf.
  settings = { for part in ["web", "chores", "worker", "migrate"] : part => [
    {
      sid       = "ReadSettingsOf${title(part)}"
      actions   = ["ssm:GetParametersByPath"]
      resources = ["${var.parameters_arn}/${part}"]
      through   = ""
    },
    {
      sid       = "DecryptSettingsOf${title(part)}"
      actions   = ["kms:Decrypt"]
      resources = ["arn:aws:kms:${var.region}:${var.account_id}:key/*"]
      through   = "ssm.${var.region}.amazonaws.com"
    },
  ] }

  write_logs = [{
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = local.logs
    through   = ""
  }]

  parts = {
    # jobs/queue.py as worker/poller.py and the event source mapping use it; who takes an item of a batch lets the next go.
    worker = concat(local.settings["worker"], local.write_logs, local.join_network, local.ask_models, [
      {
        sid = "TakeJobs"
        actions = [
          "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
          "sqs:ReceiveMessage", "sqs:SendMessage",
        ]
        resources = [var.queue_arn]
        through   = ""
      },
      {
        sid       = "KeepArtifacts" # a revision and a trial read the bundle before
        actions   = ["s3:GetObject", "s3:PutObject"]
        resources = ["${var.artifacts_arn}/*"]
        through   = ""
      },
      local.know_what_is_gone,
    ])

    # jobs/dispatch.py sends; staff look at dead letters and send them again; links to files are signed with this role's rights.
    web = concat(local.settings["web"], [
      {
        sid       = "SendJobs"
        actions   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"]
        resources = [var.queue_arn]
        through   = ""
      },
      {
        sid = "ShowDeadLetters"
        actions = [
          "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
        ]
        resources = [var.dead_letter_arn]
        through   = ""
      },
      {
        sid       = "ReadArtifacts"
        actions   = ["s3:GetObject"]
        resources = ["${var.artifacts_arn}/*"]
        through   = ""
      },
      local.know_what_is_gone,
    ])

    # jobs/chores: sends again, looks at dead letters, mails, packs zips by parts, and deletes what is old or unwanted.
    chores = concat(local.settings["chores"], [
      {
        sid       = "SendJobsAgain"
        actions   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"]
        resources = [var.queue_arn]
        through   = ""
      },
      {
        sid       = "LookAtDeadLetters"
        actions   = ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
        resources = [var.dead_letter_arn]
        through   = ""
      },
      {
        sid = "PackAndDeleteArtifacts"
        actions = [
          "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:PutObject",
        ]
        resources = ["${var.artifacts_arn}/*"]
        through   = ""
      },
      {
        sid       = "ListArtifacts"
        actions   = ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"]
        resources = [var.artifacts_arn]
        through   = ""
      },
      {
        sid       = "SendMail" # raw, since there are pictures in it
        actions   = ["ses:SendEmail", "ses:SendRawEmail"]
        resources = var.mail_arns
        through   = ""
      },
    ])

    # jobs/parameter_store.py puts the owner's password, which RDS keeps, into MIGRATIONS_DATABASE_URL.
    migrate = concat(local.settings["migrate"], [
      {
        sid       = "ReadOwnersPassword"
        actions   = ["secretsmanager:GetSecretValue"]
        resources = [var.owner_secret_arn]
        through   = ""
      },
    ])

    machine  = local.machine
    function = concat(local.write_logs, local.join_network)
    image    = local.image
  }

  # Who may not list is told of a file that is gone that he may not read it: a job would be tried again for nothing, and a browser get a 503.
  know_what_is_gone = {
    sid       = "KnowWhatIsGone"
    actions   = ["s3:ListBucket"]
    resources = [var.artifacts_arn]
    through   = ""
  }

  # Lambda makes the interfaces with the function's role, before there is an ARN to name.
  join_network = [{
    sid = "JoinTheNetwork"
    actions = [
      "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]
    through   = ""
  }]

  # Converse and ConverseStream are authorized by these two.
  ask_models = length(var.bedrock_models) == 0 ? [] : [{
    sid       = "AskModels"
    actions   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
    resources = var.bedrock_models
    through   = ""
  }]

  # A machine that is reached by Systems Manager, so that no port is open for administration; releases and log files.
  machine = concat(local.write_logs, [
    {
      sid = "BeManaged" # none of these takes a resource
      actions = [
        "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage",
        "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply",
        "ssm:DescribeAssociation", "ssm:GetDeployablePatchSnapshotForInstance", "ssm:GetDocument",
        "ssm:ListAssociations", "ssm:ListInstanceAssociations", "ssm:PutInventory",
        "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus", "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ]
      resources = ["*"]
      through   = ""
    },
    {
      sid       = "ReadReleases"
      actions   = ["s3:GetObject"]
      resources = ["${var.releases_arn}/*"]
      through   = ""
    },
    {
      sid       = "KnowTheRelease"
      actions   = ["ssm:GetParameter", "ssm:PutParameter"]
      resources = ["${var.parameters_arn}/release"]
      through   = ""
    },
    {
      sid       = "KnowTheCachesPassword"
      actions   = ["ssm:GetParameter"]
      resources = ["${var.parameters_arn}/web/REDIS_URL"]
      through   = ""
    },
    {
      sid       = "MeasureTheMachine" # CloudWatch takes no resource
      actions   = ["cloudwatch:PutMetricData"]
      resources = ["*"]
      through   = ""
    },
  ])

  # What ECS itself needs to start a task.
  image = concat(local.write_logs, [
    {
      sid       = "SignInAtTheRegistry" # takes no resource
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
      through   = ""
    },
    {
      sid       = "PullTheImage"
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = var.repository_arns
      through   = ""
    },
  ])
}
