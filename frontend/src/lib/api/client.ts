/** One way to the HTTP API: envelope off, zod on, every failure one of the three errors in errors.ts. */
import * as z from 'zod';

import { env } from '@/config/env';
import { traceparent } from '@/lib/trace';

import { ApiError, detailSchema, NetworkError, UnexpectedResponse } from './errors';
import { noteSignedIn, renewSession } from './renewal';

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(detailSchema).nullish().catch([]),
  }),
  meta: z.object({ request_id: z.string() }).nullish().catch(null),
});

export type Options = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** A body that is sent as it is, in the place of JSON; its type stands in `headers`. */
  content?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** What anybody may ask: the answer tells nothing of a session, and a refusal renews none. */
  anonymous?: boolean;
};
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Throws ApiError, NetworkError or UnexpectedResponse. */
export async function request<T>(path: string, schema: z.ZodType<T>, options: Options = {}): Promise<T> {
  const envelope = z.object({ data: schema });
  const response = await send(path, options);
  return parse(path, envelope, await json(path, response)).data;
}

/** A page of a list, and the cursor of the next one (null on the last). Throws as `request` does. */
export async function requestPage<T>(
  path: string,
  item: z.ZodType<T>,
  options: Options = {},
): Promise<Page<T>> {
  const envelope = z.object({
    data: z.array(item),
    meta: z.object({ next_cursor: z.string().nullish() }),
  });
  const response = await send(path, options);
  const { data, meta } = parse(path, envelope, await json(path, response));
  return { items: data, nextCursor: meta.next_cursor ?? null };
}

/** For answers whose body does not matter. Throws ApiError or NetworkError. */
export async function requestNothing(path: string, options: Options = {}): Promise<void> {
  await send(path, options);
}

/** A stored file as text. Throws ApiError or NetworkError. */
export async function requestText(path: string, options: Options = {}): Promise<string> {
  return (await send(path, options)).text();
}

/** A stored JSON file, which has no envelope. Throws as `request` does. */
export async function requestFile<T>(path: string, schema: z.ZodType<T>, options: Options = {}): Promise<T> {
  const response = await send(path, options);
  return parse(path, schema, await json(path, response));
}

async function send(
  path: string,
  { method = 'GET', body, content, headers = {}, signal, anonymous = false }: Options,
): Promise<Response> {
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      traceparent: traceparent(),
      ...(body === undefined ? {} : JSON_BODY),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(content === undefined ? {} : { body: content }),
    ...(signal ? { signal } : {}),
  };
  let response = await reach(path, init);
  // A request that was refused with 401 did nothing, so that it can be sent again.
  if (response.status === 401 && !anonymous && (await renewed())) response = await reach(path, init);
  if (!response.ok) throw await refusal(response);
  if (!anonymous) noteSignedIn();
  return response;
}

async function renewed(): Promise<boolean> {
  try {
    return (await renewSession()).alive;
  } catch (error) {
    throw new NetworkError(error);
  }
}

const JSON_BODY = { 'Content-Type': 'application/json' };

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(env.apiUrl + path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NetworkError(error);
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const parsed = errorSchema.safeParse(await response.json().catch(() => null));
  const fallback = `The server answered ${response.status}.`;
  return new ApiError({
    status: response.status,
    code: parsed.data?.error.code ?? 'unreadable',
    message: parsed.data?.error.message ?? fallback,
    details: parsed.data?.error.details ?? [],
    requestId: parsed.data?.meta?.request_id ?? '',
  });
}

async function json(path: string, response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new UnexpectedResponse(path, 'it is not JSON');
  }
}

function parse<T>(path: string, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UnexpectedResponse(path, issue ? `${issue.path.join('.')}: ${issue.message}` : 'wrong form');
}
