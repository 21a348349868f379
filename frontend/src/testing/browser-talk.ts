/** `npm run dev:mocks`: someone to talk to. Every answer is the same, word by word. */
import type { Job } from '@/types/job';

import { endTurn, makeConversation, makeUtterance, SHEET, type Kept } from './conversations';
import { delta, state, toEvents, tool } from './events';
import { publish } from './live';

const WORD_MS = 45;
const HOUR_MS = 3_600_000;
const CITATIONS = [
  {
    title: 'What is Amazon RDS? - Amazon Relational Database Service',
    url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html',
  },
  { title: 'Amazon SES pricing', url: 'https://aws.amazon.com/ses/pricing/' },
];
const CHOICES = [
  { label: 'About 2,000 a month', value: 'About 2,000 patients a month.' },
  { label: 'About 50,000 a month', value: 'About 50,000 patients a month.' },
  { label: 'I do not know yet', value: 'I do not know yet how many.' },
];
const TEXT = `I read a **web application** that keeps bookings and sends mail, for people in Germany, so \`eu-central-1\`.

- **Containers on Fargate** behind a load balancer: the site and its API.
- **Aurora PostgreSQL** for bookings, since two patients may not take the same slot.
- **SES** for reminders, sent by a function that a schedule starts.

| Part | USD a month |
|:--|--:|
| Fargate | 36.10 |
| Aurora | 61.32 |
| SES | 0.40 |

That is **about $98 a month**, most of it the database. How many patients book in a month?`;

export function pastTalks(): Kept[] {
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const asked = makeUtterance({
    text: 'A booking site for 40 clinics in Germany. Patients are reminded by mail.',
  });
  return [
    makeConversation({
      title: 'Booking for clinics',
      updated_at: ago(0.4),
      sheet: { ...SHEET, pins: ['must use Aurora'], assumptions: { users: '2000' } },
      said: [
        asked,
        makeUtterance({ seq: 2, role: 'assistant', text: TEXT, citations: CITATIONS, choices: CHOICES }),
      ],
    }),
    makeConversation({ title: 'SQS, EventBridge or Kinesis for 500 events a second', updated_at: ago(26) }),
    makeConversation({ title: 'Limits of Lambda', updated_at: ago(90) }),
  ];
}

export function converse(conversation: Kept, job: Job): void {
  const words = TEXT.match(/\S+\s*/g) ?? [];
  const bodies = [state('running'), tool('before'), tool('after'), ...words.map(delta), state('succeeded')];
  toEvents(job.id, bodies).forEach((event, index) => {
    window.setTimeout(() => {
      if (job.state === 'cancelled') return;
      if (event.type === 'state' && event.data.state === 'succeeded') {
        conversation.title ||= 'Booking for clinics';
        conversation.sheet = {
          ...SHEET,
          assumptions: conversation.sheet.assumptions,
          pins: conversation.sheet.pins,
        };
        endTurn(conversation, 'succeeded', { text: TEXT, citations: CITATIONS, choices: CHOICES });
      }
      publish(event);
    }, index * WORD_MS);
  });
}
