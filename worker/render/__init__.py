"""Architecture to files: Terraform, CloudFormation, diagram, documents, bundle."""
