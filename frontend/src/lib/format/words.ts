const SPELLED = new Map(
  Object.entries({
    acu: 'ACU',
    api: 'API',
    az: 'AZ',
    cpu: 'CPU',
    db: 'DB',
    dns: 'DNS',
    gb: 'GB',
    http: 'HTTP',
    iam: 'IAM',
    id: 'ID',
    kb: 'kB',
    kms: 'KMS',
    mb: 'MB',
    mysql: 'MySQL',
    nat: 'NAT',
    ocu: 'OCU',
    postgres: 'PostgreSQL',
    rps: 'requests/s',
    sql: 'SQL',
    tb: 'TB',
    tls: 'TLS',
    ttl: 'TTL',
    url: 'URL',
    usd: 'USD',
    vcpu: 'vCPU',
    waf: 'WAF',
  }),
);

/** The name of an option as people write it: `nat_gateways` → NAT gateways, `log_gb_per_month` → log GB per month. */
export function spell(name: string): string {
  return name
    .split('_')
    .map((word) => SPELLED.get(word) ?? word)
    .join(' ');
}

/** The same text, beginning with a capital. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
