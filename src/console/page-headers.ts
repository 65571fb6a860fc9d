const policy = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "font-src": "'self'",
  // WebSockets of the own origin included.
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "'none'",
};

/**
 * The headers of the console's page, besides those that every page has (`withPageHeaders`). `tokenOrigins`: where the page
 * exchanges the code of a sign-in, besides the own origin.
 */
export function pageHeaders(tokenOrigins: readonly string[]): Readonly<Record<string, string>> {
  const directives = { ...policy, "connect-src": ["'self'", ...tokenOrigins].join(" ") };
  return {
    "cache-control": "no-store",
    "content-security-policy": Object.entries(directives).map((one) => one.join(" ")).join("; "),
    "referrer-policy": "no-referrer",
  };
}
