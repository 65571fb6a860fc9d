const frames = "frame-ancestors 'none'";

/** The headers of an answer that a link elsewhere may open: no page has it in a frame or keeps a handle of its window. */
export function withPageHeaders(response: Response): Response {
  const { headers } = response;
  headers.set("cross-origin-opener-policy", "same-origin");
  const policy = headers.get("content-security-policy");
  if (policy === null) headers.set("content-security-policy", frames);
  else if (!policy.includes(frames)) headers.set("content-security-policy", `${policy}; ${frames}`);
  return response;
}
