/** A dropped file as text; what is packed is unpacked only to be looked at, and sent as it is. */
import { UnreadableBody } from './fault';
import { LIMITS } from './rules';

const MEGABYTE = 1024 * 1024;

/** Rejects with UnreadableBody. */
export async function readText(file: Blob, packed: boolean): Promise<string> {
  if (file.size > LIMITS.sent_bytes) throw tooLarge(file.size, LIMITS.sent_bytes);
  const content = await file.arrayBuffer();
  const bytes = packed ? await unpack(content) : content;
  if (bytes.byteLength > LIMITS.expanded_bytes) throw tooLarge(bytes.byteLength, LIMITS.expanded_bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableBody('It has bytes that are not UTF-8. Save it as UTF-8, or as CSV UTF-8.');
  }
}

/** A file of gzip, by its first two bytes: names lie. */
export async function isPacked(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function unpack(content: ArrayBuffer): Promise<ArrayBuffer> {
  try {
    const stream = new Response(content).body?.pipeThrough(new DecompressionStream('gzip'));
    return await new Response(stream?.pipeThrough(bounded())).arrayBuffer();
  } catch (error) {
    if (error instanceof UnreadableBody) throw error;
    throw new UnreadableBody('It begins like a gzip file, and cannot be unpacked as one.');
  }
}

/** Passes on no more than the limit, whatever the file unpacks to. */
function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > LIMITS.expanded_bytes) controller.error(tooLarge(size, LIMITS.expanded_bytes));
      else controller.enqueue(chunk);
    },
  });
}

function tooLarge(size: number, most: number): UnreadableBody {
  const [has, limit] = [size, most].map((bytes) => Math.ceil(bytes / MEGABYTE));
  return new UnreadableBody(`It has ${has} MiB; at most ${limit} MiB can be sent at once.`);
}
