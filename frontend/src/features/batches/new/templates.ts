/** Files to begin with, in both forms that one edits. */
const ROWS = [
  {
    reference: 'shop-berlin',
    mode: 'implement',
    request: 'A web shop on containers with PostgreSQL, for 2,000 users a day',
    region: 'eu-central-1',
    pins: ['no Lambda'],
    assumptions: { users: '2000' },
  },
  {
    reference: 'notes',
    mode: 'analyze',
    request: 'A serverless API for taking notes, in Ireland',
    region: 'eu-west-1',
    pins: [],
    assumptions: {},
  },
];

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const TABLE = [
  'reference,mode,request,region,pins,assumptions',
  ...ROWS.map(({ reference, mode, request, region, pins, assumptions }) => {
    const pairs = Object.entries(assumptions).map(([name, value]) => `${name}=${value}`);
    return [reference, mode, request, region, pins.join('; '), pairs.join('; ')].map(quoted).join(',');
  }),
];

const asFile = (type: string, lines: string[]): string =>
  `data:${type};charset=utf-8,${encodeURIComponent(`${lines.join('\n')}\n`)}`;

export const TEMPLATES = [
  { title: 'CSV', name: 'batch.csv', href: asFile('text/csv', TABLE) },
  {
    title: 'JSON Lines',
    name: 'batch.jsonl',
    href: asFile(
      'application/x-ndjson',
      ROWS.map((row) => JSON.stringify(row)),
    ),
  },
] as const;

export const EXAMPLE_LINES = ROWS.map(({ reference, mode, request }) =>
  JSON.stringify({ reference, mode, request }),
).join('\n');
