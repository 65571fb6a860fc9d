/** An answer with an error, in the form of a GraphQL answer. Only 429 and 503 are worth a retry. */
export function problem(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const extensions = { code, retryable: status === 429 || status === 503 };
  return Response.json({ errors: [{ message, extensions }] }, { status, headers });
}
