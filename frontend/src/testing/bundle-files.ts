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

type Line = [
  component: string,
  title: string,
  quantity: number,
  unit: string,
  price: number,
  per: number,
  usd: number,
];

const LINES: Line[] = [
  ['api', 'Requests', 5_000_000, 'requests', 1.2, 1_000_000, 6],
  ['handler', 'Requests', 5_000_000, 'requests', 0.2, 1_000_000, 1],
  ['handler', 'Compute, arm64', 625_000, 'GB-seconds', 0.0000133334, 1, 8.33],
  ['orders', 'Writes', 5_000_000, 'write units', 0.7625, 1_000_000, 3.81],
  ['orders', 'Storage', 9, 'GB-months', 0.306, 1, 2.75],
  ['later', 'Requests', 3_825_000, 'requests', 0.4, 1_000_000, 1.53],
];

const lines: Cost['lines'] = LINES.map(
  ([component, title, quantity, unit, unit_price_usd, per, monthly_usd]) => ({
    component,
    title,
    quantity,
    unit,
    unit_price_usd,
    per,
    monthly_usd,
    formula: `${quantity} ÷ ${per} × $${unit_price_usd}`,
    source: 'https://aws.amazon.com/pricing/',
    date: '2026-11-01',
    note: '',
  }),
);

export const COST: Cost = {
  region: 'eu-central-1',
  monthly_usd: 23.42,
  yearly_usd: 281.04,
  lines,
  components: [
    { component: 'handler', name: 'Order handler', monthly_usd: 9.33, share_percent: 39.8 },
    { component: 'orders', name: 'Orders', monthly_usd: 6.56, share_percent: 28 },
    { component: 'api', name: 'Orders API', monthly_usd: 6, share_percent: 25.6 },
    { component: 'later', name: 'Work for later', monthly_usd: 1.53, share_percent: 6.5 },
  ],
  drivers: lines.slice(2, 4),
  assumptions: [
    {
      subject: 'handler.duration_ms',
      value: '125 ms',
      reason: 'the request does not say how long one call takes',
    },
    {
      subject: 'orders.storage_gb',
      value: '9 GB',
      reason: 'the catalogue’s ordinary value; the request does not say',
    },
  ],
  not_priced: [{ component: 'api', what: 'Traffic out to the internet beyond 100 GB a month' }],
  conflict: '',
  prices_from: '2026-11-01',
};

const check = (
  fields: Pick<CheckResult, 'id' | 'sentence' | 'status'> & Partial<CheckResult>,
): CheckResult => ({
  severity: 'high',
  reason: '',
  findings: [],
  version: 'groundplan 1',
  source: '',
  ...fields,
});

export const CHECKS: CheckResult[] = [
  check({
    id: 'cloudformation_passes_cfn_lint',
    sentence: 'CloudFormation passes cfn-lint.',
    status: 'passed',
    version: 'cfn-lint 1.41.0',
  }),
  check({ id: 'tables_are_encrypted', sentence: 'Tables are encrypted at rest.', status: 'passed' }),
  check({
    id: 'terraform_validates',
    sentence: 'Terraform passes terraform validate.',
    status: 'skipped',
    reason: 'terraform is not on PATH of this worker.',
  }),
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
