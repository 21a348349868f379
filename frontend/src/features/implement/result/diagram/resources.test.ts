import { expect, test } from 'vitest';

import { findResources, holdsResources } from './resources';

const TERRAFORM = `# Orders
resource "aws_dynamodb_table" "orders" {
}

resource "aws_s3_bucket" "orders_logs" {
}
data "aws_iam_policy_document" "orders_archive" {
}
resource "terraform_data" "suffix" {
}
`;
const TEMPLATE = `Parameters:
  Orders:
    Type: String
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  OrdersLogs:
    DependsOn: Orders
    Type: "AWS::S3::Bucket"
Outputs:
  OrdersArn:
    Value: x
`;

test('resources are found by the id that their names begin with, the longest that fits', () => {
  const files = new Map([
    ['terraform/database.tf', TERRAFORM],
    ['cloudformation/template.yaml', TEMPLATE],
  ]);
  const found = findResources(files, ['orders', 'orders_archive', 'api']);
  expect(found.get('orders')?.map(({ file, line, type }) => [file.split('/')[0], line, type])).toEqual([
    ['terraform', 2, 'aws_dynamodb_table'],
    ['terraform', 5, 'aws_s3_bucket'],
    ['cloudformation', 5, 'AWS::DynamoDB::Table'],
    ['cloudformation', 7, 'AWS::S3::Bucket'],
  ]);
  expect(found.get('orders_archive')?.map(({ line }) => line)).toEqual([7]);
  expect(found.get('api')).toEqual([]);
});

test('only the files of the module and of the template are read', () => {
  const names = [
    'terraform/main.tf',
    'terraform/environments/x.tfvars',
    'cloudformation/template.yaml',
    'iam.json',
  ];
  expect(names.filter(holdsResources)).toEqual(['terraform/main.tf', 'cloudformation/template.yaml']);
});
