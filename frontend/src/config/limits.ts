/** Limits and choices of the HTTP API that the form tells people about before they send. */

/** Characters of a request, after trimming: the API answers 422 beyond. */
export const REQUEST_CHARACTERS = 20_000;

export const REGIONS = [
  { value: 'us-east-1', label: 'N. Virginia' },
  { value: 'us-east-2', label: 'Ohio' },
  { value: 'us-west-2', label: 'Oregon' },
  { value: 'ca-central-1', label: 'Canada' },
  { value: 'sa-east-1', label: 'São Paulo' },
  { value: 'eu-central-1', label: 'Frankfurt' },
  { value: 'eu-west-1', label: 'Ireland' },
  { value: 'eu-west-2', label: 'London' },
  { value: 'eu-west-3', label: 'Paris' },
  { value: 'eu-north-1', label: 'Stockholm' },
  { value: 'ap-south-1', label: 'Mumbai' },
  { value: 'ap-southeast-1', label: 'Singapore' },
  { value: 'ap-southeast-2', label: 'Sydney' },
  { value: 'ap-northeast-1', label: 'Tokyo' },
] as const;

export const ENVIRONMENTS = [
  { value: 'development', label: 'Development' },
  { value: 'staging', label: 'Staging' },
  { value: 'production', label: 'Production' },
] as const;

/** Pins of one job, and characters of a pin. */
export const PINS = 10;
export const PIN_CHARACTERS = 200;

/** Characters of what is said at once in a conversation, of its title, and of what is searched for. */
export const UTTERANCE_CHARACTERS = 8_000;
export const TITLE_CHARACTERS = 200;

/** Characters of an instruction to revise. */
export const INSTRUCTION_CHARACTERS = 4_000;

/** Characters of an assumption's value, and assumptions edited at once. */
export const ASSUMPTION_CHARACTERS = 200;
export const ASSUMPTIONS = 50;

/** What a request can state in figures, and an assumption can put in its place. */
export const FIGURES = [
  { value: 'users', label: 'Users' },
  { value: 'concurrent_users', label: 'Users at the same time' },
  { value: 'requests_per_second', label: 'Requests a second' },
  { value: 'requests_per_month', label: 'Requests a month' },
  { value: 'events_per_second', label: 'Events a second' },
  { value: 'devices', label: 'Devices' },
  { value: 'events_per_month', label: 'Events a month' },
  { value: 'files_per_month', label: 'Files a month' },
  { value: 'storage_gb', label: 'Storage, GB' },
  { value: 'transfer_gb_per_month', label: 'Traffic out, GB a month' },
  { value: 'payload_kb', label: 'Size of one payload, kB' },
  { value: 'retention_days', label: 'Retention, days' },
  { value: 'latency_ms', label: 'Latency, ms' },
  { value: 'availability_percent', label: 'Availability, %' },
  { value: 'rto_minutes', label: 'RTO, minutes' },
  { value: 'rpo_minutes', label: 'RPO, minutes' },
  { value: 'budget_usd_per_month', label: 'Budget, USD a month' },
] as const;
