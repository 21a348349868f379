/** Conversations for tests: factories, and their part of the HTTP API over those kept in memory. */
import { http } from 'msw';

import type {
  Conversation,
  Sheet,
  SheetChange,
  ShownConversation,
  Utterance,
} from '@/features/brainstorm/api/conversation';
import type { Job } from '@/types/job';

import { answer, refusal } from './answers';
import { makeJob } from './plans';

export type Kept = ShownConversation & { said: Utterance[]; deleted: boolean };

const NOW = '2026-11-22T12:00:00Z';
const EMPTY: Sheet = {
  request: '',
  region: null,
  assumptions: {},
  pins: [],
  understood: [],
  assumed: [],
  questions: [],
  conflicts: [],
};

export const SHEET: Sheet = {
  ...EMPTY,
  request: 'A booking site for 40 clinics in Germany. Patients are reminded by mail.',
  understood: [
    { label: 'Kind of system', value: 'web application', quote: 'booking site' },
    { label: 'Needs', value: 'mail', quote: 'reminded by mail' },
    { label: 'Needs', value: 'relational data', quote: 'booking' },
  ],
  assumed: [
    { subject: 'region', value: 'eu-central-1', reason: 'the nearest to Germany' },
    { subject: 'users', value: '2000', reason: 'the request does not say how many come' },
    { subject: 'availability_percent', value: '99.9', reason: 'ordinary for what patients use' },
  ],
  questions: [
    {
      id: 'users',
      text: 'How many patients book in a month?',
      choices: [
        { label: 'About 2,000', value: 'About 2,000 patients a month.' },
        { label: 'About 50,000', value: 'About 50,000 patients a month.' },
      ],
    },
  ],
  conflicts: [{ text: 'Germany, and us-east-1 for the files.', resolve: 'Name one region.' }],
};

let made = 0;

export function makeUtterance(fields: Partial<Utterance> = {}): Utterance {
  return {
    seq: 1,
    role: 'user',
    text: 'A booking site for 40 clinics',
    citations: [],
    choices: [],
    state: 'complete',
    created_at: NOW,
    job_id: null,
    job_state: 'succeeded',
    error: null,
    ...fields,
  };
}

export function makeConversation(fields: Partial<Kept> = {}): Kept {
  made += 1;
  return {
    id: `0190c0de-0000-7000-9000-${String(made).padStart(12, '0')}`,
    title: 'Booking for clinics',
    created_at: NOW,
    updated_at: NOW,
    sheet: EMPTY,
    said: [],
    deleted: false,
    ...fields,
  };
}

type Store = { kept: Kept[]; jobs: () => Job[]; onSay: (conversation: Kept, job: Job) => void };
export const talks: Store = { kept: [], jobs: () => [], onSay: () => undefined };

export function resetTalks(): void {
  talks.kept = [];
  talks.onSay = () => undefined;
}

/** A turn as it begins: the user's words, and the job that answers them. */
function speak(conversation: Kept, text: string) {
  const job = makeJob({ mode: 'brainstorm', request: text });
  const seq = conversation.said.length + 1 + (conversation.said.length % 2);
  const utterance = makeUtterance({ seq, text, job_id: job.id, job_state: 'queued' });
  conversation.said.push({ ...utterance, created_at: new Date().toISOString() });
  talks.jobs().unshift(job);
  talks.onSay(conversation, job);
  return { utterance, job };
}

/** Ends the turn that runs, with its answer where there is one. */
export function endTurn(
  conversation: Kept,
  state: 'succeeded' | 'failed' | 'cancelled',
  answered?: Partial<Utterance>,
): void {
  const asked = conversation.said.findLast(({ role }) => role === 'user');
  if (!asked) throw new Error('nobody has said anything');
  Object.assign(asked, { job_state: state });
  Object.assign(talks.jobs().find(({ id }) => id === asked.job_id) ?? {}, { state });
  if (answered) {
    const fields = { seq: asked.seq + 1, job_id: asked.job_id, job_state: state, ...answered };
    conversation.said.push(makeUtterance({ role: 'assistant', ...fields }));
  }
}

function running(conversation: Kept): boolean {
  return conversation.said.some(
    ({ role, job_state: state }) => role === 'user' && (state === 'queued' || state === 'running'),
  );
}

function shown({ id, title, created_at, updated_at, sheet }: Kept): ShownConversation {
  return { id, title, created_at, updated_at, sheet };
}

function listed({ id, title, created_at, updated_at }: Kept): Conversation {
  return { id, title, created_at, updated_at };
}

const gone = () => refusal(404, 'not_found', 'There is no such conversation.');
const find = (id: unknown) => talks.kept.find((one) => one.id === id && !one.deleted);

type Path = { id: string };

async function begin({ request }: { request: Request }) {
  const { text = '' } = (await request.json()) as { text?: string };
  const conversation = makeConversation({ title: '', updated_at: new Date().toISOString() });
  talks.kept.unshift(conversation);
  const turn = text ? speak(conversation, text) : null;
  return answer({ ...shown(conversation), turn }, {}, { status: 201 });
}

async function say({ params, request }: { params: Path; request: Request }) {
  const conversation = find(params.id);
  if (!conversation) return gone();
  if (running(conversation)) return refusal(409, 'conflict', 'An answer is still on its way.');
  const { text } = (await request.json()) as { text: string };
  return answer(speak(conversation, text), {}, { status: 202 });
}

async function branch({ params, request }: { params: Path; request: Request }) {
  const conversation = find(params.id);
  if (!conversation) return gone();
  const { seq, text } = (await request.json()) as { seq: number; text: string };
  const said = conversation.said.filter((line) => line.seq < seq);
  const begun = makeConversation({ title: `${conversation.title} (2)`, said });
  talks.kept.unshift(begun);
  const turn = speak(begun, text);
  return answer({ ...shown(begun), turn }, {}, { status: 201 });
}

async function change({ params, request }: { params: Path; request: Request }) {
  const conversation = find(params.id);
  if (!conversation) return gone();
  const { title, sheet } = (await request.json()) as { title?: string; sheet?: SheetChange };
  if (title) conversation.title = title;
  conversation.sheet = { ...conversation.sheet, ...sheet };
  return answer(shown(conversation));
}

function onward(mode: string) {
  return ({ params }: { params: Path }) => {
    const conversation = find(params.id);
    if (!conversation) return gone();
    if (running(conversation)) return refusal(409, 'conflict', 'An answer is still on its way.');
    const job = makeJob({ mode, request: conversation.sheet.request });
    talks.jobs().unshift(job);
    return answer(job, {}, { status: 202 });
  };
}

export const conversationHandlers = [
  http.get('/api/v1/conversations', ({ request }) => {
    const words = (new URL(request.url).searchParams.get('q') ?? '').toLowerCase();
    const has = ({ title, said }: Kept) =>
      [title, ...said.map(({ text }) => text)].some((text) => text.toLowerCase().includes(words));
    return answer(talks.kept.filter((one) => !one.deleted && has(one)).map(listed));
  }),
  http.post('/api/v1/conversations', begin),
  http.get<Path>('/api/v1/conversations/:id', ({ params }) => {
    const conversation = find(params.id);
    return conversation ? answer(shown(conversation)) : gone();
  }),
  http.patch<Path>('/api/v1/conversations/:id', change),
  http.delete<Path>('/api/v1/conversations/:id', ({ params }) => {
    const conversation = find(params.id);
    if (!conversation) return gone();
    conversation.deleted = true;
    return answer(listed(conversation));
  }),
  http.post<Path>('/api/v1/conversations/:id/restore', ({ params }) => {
    const conversation = talks.kept.find(({ id }) => id === params.id);
    if (!conversation) return gone();
    conversation.deleted = false;
    return answer(shown(conversation));
  }),
  http.get<Path>('/api/v1/conversations/:id/utterances', ({ params }) => {
    const conversation = find(params.id);
    return conversation ? answer([...conversation.said].reverse()) : gone();
  }),
  http.post<Path>('/api/v1/conversations/:id/utterances', say),
  http.post<Path>('/api/v1/conversations/:id/branches', branch),
  http.post<Path>('/api/v1/conversations/:id/analyze', onward('analyze')),
  http.post<Path>('/api/v1/conversations/:id/implement', onward('implement')),
];
