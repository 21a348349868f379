import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { refusal } from '@/testing/handlers';
import { server } from '@/testing/server';

import { request, requestPage } from './client';
import { ApiError, NetworkError, UnexpectedResponse } from './errors';

const answers = (body: Parameters<typeof HttpResponse.json>[0]) => {
  server.use(http.get('/api/v1/thing', () => HttpResponse.json(body)));
};
const ask = () => request('/api/v1/thing', z.object({ size: z.number() }));

test('the envelope comes off, and fields that are not asked for are left out', async () => {
  answers({ data: { size: 3, colour: 'red' }, meta: {} });
  await expect(ask()).resolves.toEqual({ size: 3 });
});

test('a page brings the cursor of the next one, or null', async () => {
  answers({ data: [1, 2], meta: { next_cursor: 'c2' } });
  await expect(requestPage('/api/v1/thing', z.number())).resolves.toEqual({
    items: [1, 2],
    nextCursor: 'c2',
  });
  answers({ data: [], meta: {} });
  await expect(requestPage('/api/v1/thing', z.number())).resolves.toEqual({ items: [], nextCursor: null });
});

test('a refusal keeps code, message, details and the request’s id', async () => {
  const detail = { field: 'request', fault: 'is empty', limit: '1' };
  server.use(http.get('/api/v1/thing', () => refusal(422, 'invalid_request', 'No.', [detail])));
  const error = await ask().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 422,
    code: 'invalid_request',
    message: 'No.',
    details: [detail],
    requestId: 'r-1',
  });
});

test('an error page of some proxy is a refusal too', async () => {
  server.use(http.get('/api/v1/thing', () => new HttpResponse('<h1>Bad gateway</h1>', { status: 502 })));
  await expect(ask()).rejects.toMatchObject({ name: 'ApiError', status: 502, passing: true });
});

test('no answer at all is a network error', async () => {
  server.use(http.get('/api/v1/thing', () => HttpResponse.error()));
  await expect(ask()).rejects.toBeInstanceOf(NetworkError);
});

test('an answer of another form is named, not passed on', async () => {
  answers({ data: { size: 'big' }, meta: {} });
  await expect(ask()).rejects.toThrow(/\/api\/v1\/thing could not be read: data\.size/);
  server.use(http.get('/api/v1/thing', () => new HttpResponse('hello')));
  await expect(ask()).rejects.toBeInstanceOf(UnexpectedResponse);
});
