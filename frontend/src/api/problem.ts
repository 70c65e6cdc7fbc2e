/** The server's codes (RFC 9457 problems), plus those that arise on the way: "network" and "timeout". */
export type ProblemCode =
  | 'invalid'
  | 'malformed'
  | 'unauthenticated'
  | 'totp_required'
  | 'password_change_required'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'not_ready'
  | 'stale'
  | 'too_large'
  | 'unsupported'
  | 'precondition_required'
  | 'throttled'
  | 'internal'
  | 'unavailable'
  | 'network';

export interface FieldFault {
  /** Path of the property: "name", "components[0].name" or "components.0.name". */
  field: string;
  rule: string;
  params?: Record<string, unknown>;
}

/** What the server refused and why, without a sentence: words are chosen by lib in the reader's language. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly params: Record<string, unknown>;
  readonly errors: FieldFault[];
  /** The record as it is now, with a stale write. */
  readonly current: unknown;
  /** Under which the operator finds this request in the log. */
  readonly traceId: string;
  /** Whether the server itself said it. A proxy's page, a sign-in of the network or a cut line says nothing about the request. */
  readonly answered: boolean;

  constructor(init: {
    code: ProblemCode;
    status: number;
    params?: Record<string, unknown>;
    errors?: FieldFault[];
    current?: unknown;
    traceId?: string;
    answered?: boolean;
  }) {
    super(init.code);
    this.code = init.code;
    this.status = init.status;
    this.params = init.params ?? {};
    this.errors = init.errors ?? [];
    this.current = init.current;
    this.traceId = init.traceId ?? '';
    this.answered = init.answered ?? false;
  }
}

const byStatus: Record<number, ProblemCode> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  412: 'stale',
  413: 'too_large',
  415: 'unsupported',
  422: 'invalid',
  428: 'precondition_required',
  429: 'throttled',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** Reads the body of a refusal; a body that is no problem (a proxy's page) still yields the code of its status. */
export async function readProblem(response: Response): Promise<Problem> {
  let body: Partial<ConstructorParameters<typeof Problem>[0]> = {};
  try {
    body = await response.json();
  } catch {
    // Not JSON: the status has to speak.
  }
  const params = { ...body.params };
  const retry = response.headers.get('Retry-After');
  if (retry && params.retryAfter === undefined) params.retryAfter = Number(retry);
  return new Problem({
    ...body,
    params,
    status: response.status,
    answered: response.headers.get('Content-Type')?.startsWith('application/problem+json') ?? false,
    code: body.code ?? byStatus[response.status] ?? 'internal',
    traceId: body.traceId ?? response.headers.get('X-Request-Id') ?? '',
  });
}
