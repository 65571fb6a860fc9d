/** An error without id, as a client reads it that got no answer of the protocol. */
export function rpcError(
  status: number,
  { code, message, retryable = false }: { code: string; message: string; retryable?: boolean },
  headers: HeadersInit = {},
): Response {
  const error = { code: -32_000, message, data: { code, retryable } };
  return Response.json({ jsonrpc: "2.0", id: null, error }, { status, headers });
}

/** A refusal before the bridge in this form, with its `WWW-Authenticate` and `Retry-After`. */
export async function refused(problem: Response): Promise<Response> {
  const { errors: [error] } = await problem.json() as Problem;
  const headers = new Headers(problem.headers);
  headers.delete("content-type");
  headers.delete("content-length");
  const { code = "REFUSED", retryable = false } = error?.extensions ?? {};
  return rpcError(problem.status, { code, retryable, message: error?.message ?? code }, headers);
}

/** See src/http/problem.ts. */
interface Problem {
  errors: [{ message: string; extensions?: { code?: string; retryable?: boolean } }?];
}
