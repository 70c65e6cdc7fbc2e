import { Problem } from './problem';

/** A stale write answers the bare record as it is now. A form that shows names beside ids needs the whole of it, so it is read anew. */
export async function withCurrent<R>(call: Promise<R>, read: () => Promise<unknown>): Promise<R> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'stale') throw error;
    const { code, status, params, errors, traceId } = error;
    throw new Problem({ code, status, params, errors, traceId, current: await read() });
  }
}
