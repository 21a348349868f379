/** A small bundle, for tests and for looking at pages without a backend. */
import type { CheckResult } from '@/features/implement/api/get-checks';
import type { Cost } from '@/features/implement/api/get-cost';

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 360" font-family="sans-serif" font-size="14">
<rect width="900" height="360" fill="#fff"/>
<g fill="none" stroke="#545e6b"><rect x="160" y="40" width="700" height="280" rx="6" stroke-dasharray="5 4"/>
<path d="M130 180h110 M340 180h110 M550 180h60v-60h60 M610 180v60h60" stroke-width="2"/></g>
<g fill="#e6ebf8" stroke="#1d3fa6"><rect x="30" y="140" width="100" height="80" rx="6"/><rect x="240" y="140" width="100" height="80" rx="6"/>
<rect x="450" y="140" width="100" height="80" rx="6"/><rect x="670" y="80" width="120" height="80" rx="6"/><rect x="670" y="200" width="120" height="80" rx="6"/></g>
<g text-anchor="middle" fill="#17202c"><text x="80" y="185">Clients</text><text x="290" y="185">Orders API</text><text x="500" y="185">Handler</text>
<text x="730" y="125">Orders</text><text x="730" y="245">Queue</text></g><text x="176" y="64" fill="#545e6b">eu-central-1</text></svg>`;

export const COST: Cost = {
  region: 'eu-central-1',
  monthly_usd: 23.42,
  low_usd: 15.2,
  high_usd: 41.9,
  lines: [
    {
      component: 'api',
      title: 'Requests',
      unit: 'requests',
      quantity: 5_000_000,
      unit_usd: 0.0000012,
      monthly_usd: 6,
    },
    {
      component: 'handler',
      title: 'Requests',
      unit: 'requests',
      quantity: 5_000_000,
      unit_usd: 2e-7,
      monthly_usd: 1,
    },
    {
      component: 'handler',
      title: 'Compute',
      unit: 'GB-s',
      quantity: 625_000,
      unit_usd: 0.0000133334,
      monthly_usd: 8.33,
    },
    {
      component: 'orders',
      title: 'Writes',
      unit: 'requests',
      quantity: 5_000_000,
      unit_usd: 7.625e-7,
      monthly_usd: 3.81,
    },
    { component: 'orders', title: 'Storage', unit: 'GB', quantity: 9, unit_usd: 0.306, monthly_usd: 2.75 },
    {
      component: 'later',
      title: 'Requests',
      unit: 'requests',
      quantity: 3_825_000,
      unit_usd: 4e-7,
      monthly_usd: 1.53,
    },
  ],
  drivers: ['Compute time of the order handler: 36 % of the total.'],
  assumptions: [
    {
      subject: 'handler.duration_ms',
      value: '125 ms',
      reason: 'The request does not say how long one call takes.',
    },
  ],
  not_priced: ['Traffic out to the internet beyond 100 GB a month', 'CloudWatch dashboards'],
};

export const CHECKS: CheckResult[] = [
  {
    id: 'cfn_lint',
    severity: 'error',
    sentence: 'CloudFormation passes cfn-lint.',
    status: 'passed',
    version: '1.41.0',
    seconds: 0.61,
  },
  {
    id: 'tables_are_encrypted',
    severity: 'high',
    sentence: 'Tables are encrypted at rest.',
    status: 'passed',
    component: 'orders',
    version: '1',
  },
  {
    id: 'terraform_validate',
    severity: 'error',
    sentence: 'Terraform passes terraform validate.',
    status: 'skipped',
    reason: 'terraform is not on PATH of this worker.',
  },
];

const MAIN_TF = `# The table of orders.
resource "aws_dynamodb_table" "orders" {
  name         = "\${local.name_prefix}-orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  point_in_time_recovery {
    enabled = true
  }
}
`;

const README = `# Serverless HTTP API for orders

An HTTP API in front of one function.

## Deploy with Terraform

1. Install **Terraform 1.9** or newer.
2. Run this:

\`\`\`sh
terraform -chdir=terraform init
terraform -chdir=terraform apply
\`\`\`

## Cost

| Component | USD a month |
|:--|--:|
| Order handler | 9.33 |
| Orders | 6.56 |
`;

export const FILES: Record<string, { type: string; text: string }> = {
  'README.md': { type: 'text/markdown', text: README },
  'bundle.zip': { type: 'application/zip', text: 'PK' },
  'checks.json': { type: 'application/json', text: JSON.stringify({ checks: CHECKS }) },
  'cost.json': { type: 'application/json', text: JSON.stringify(COST) },
  'diagram.svg': { type: 'image/svg+xml', text: SVG },
  'terraform/database.tf': { type: 'text/plain', text: MAIN_TF },
};
