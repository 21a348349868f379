/**
 * What can go wrong between this page and the API.
 *
 * Error
 * ├── ApiError            the API refused, with a code, a message and the faulty fields
 * ├── NetworkError        no answer: offline, or the server is restarting
 * └── UnexpectedResponse  an answer that is not what the contract says
 */
import * as z from 'zod';

export const detailSchema = z.object({
  field: z.string(),
  fault: z.string(),
  limit: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]).nullish(),
});
export type Detail = z.infer<typeof detailSchema>;

type ApiErrorFields = { status: number; code: string; message: string; details: Detail[]; requestId: string };

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Detail[];
  readonly requestId: string;

  constructor({ status, code, message, details, requestId }: ApiErrorFields) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }

  /** Is it about how much, or how often? The message then says all that the details do. */
  get aboutLimit(): boolean {
    return this.status === 402 || this.status === 429;
  }

  /** Would the same request succeed a moment later? */
  get passing(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}

export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('No answer from the server. Check the connection; nothing was lost.', { cause });
    this.name = 'NetworkError';
  }
}

export class UnexpectedResponse extends Error {
  constructor(path: string, reason: string) {
    super(`The server’s answer to ${path} could not be read: ${reason}`);
    this.name = 'UnexpectedResponse';
  }
}

/** The whole of what went wrong, for people: the message, and every fault that the API named. */
export function tellError(error: Error): string {
  if (!(error instanceof ApiError) || error.aboutLimit) return error.message;
  const faults = error.details.map(({ field, fault }) => `${field} ${fault}.`);
  return [error.message, ...faults].join(' ');
}

/** What somebody can do about it. */
export function tellRemedy(error: Error): string {
  if (error instanceof NetworkError)
    return 'Where other pages load, the server is restarting: try again in a minute.';
  if (error instanceof UnexpectedResponse)
    return 'Load the page again: there may be a newer version of it. If that does not help, tell who runs this server.';
  if (!(error instanceof ApiError)) return 'Load the page again.';
  switch (error.status) {
    case 401:
      return 'Sign in again.';
    case 402:
      return 'A larger plan has room for more; so does the next month.';
    case 403:
      return 'An owner or admin of the organization can do this, or change your role.';
    case 404:
      return 'It was deleted, or belongs to another organization: the one you work in is named in the menu.';
    case 410:
      return 'Ask for it again to have it made anew.';
    case 429:
      return 'Wait a moment, then try again.';
  }
  if (error.status < 500) return 'Load the page again.';
  return 'The fault is ours. Try again in a minute; if it stays, tell who runs this server the reference.';
}
