/** The example bundle of the first page, and the plans, as MSW handlers for tests. */
import { http, HttpResponse } from 'msw';

import { answer } from './answers';
import { billing } from './billing';
import { FILES } from './bundle-files';
import { RESULT } from './plans';

const ABOUT = {
  request: 'A serverless HTTP API for orders.',
  made_on: '2026-11-23',
  result: RESULT,
  shown: Object.entries(FILES).map(([name, { text }]) => ({ name, size: text.length })),
};

/** With a range, as an estimate has it. */
function withRange(text: string): object {
  const cost = JSON.parse(text) as { monthly_usd: number; components: { monthly_usd: number }[] };
  const range = ({ monthly_usd: usd }: { monthly_usd: number }) => ({
    low_usd: usd * 0.9,
    high_usd: usd * 1.2,
  });
  return {
    ...cost,
    ...range(cost),
    components: cost.components.map((one) => ({ ...one, ...range(one) })),
  };
}

export const exampleHandlers = [
  http.get('/example/about.json', () => HttpResponse.json(ABOUT)),
  http.get('/example/files/cost.json', () => HttpResponse.json(withRange(FILES['cost.json']?.text ?? '{}'))),
  http.get('/example/files/*', ({ request }) => {
    const file = FILES[decodeURIComponent(new URL(request.url).pathname.split('/files/')[1] ?? '')];
    return file ? new HttpResponse(file.text) : new HttpResponse(null, { status: 404 });
  }),
];

export const planHandlers = [http.get('/api/v1/plans', () => answer(billing.kept.plans))];
