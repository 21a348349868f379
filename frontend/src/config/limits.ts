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
