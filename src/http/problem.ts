/** An answer with an error, in the form of a GraphQL answer. Only 503 is worth a retry. */
export function problem(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const extensions = { code, retryable: status === 503 };
  return Response.json({ errors: [{ message, extensions }] }, { status, headers });
}
