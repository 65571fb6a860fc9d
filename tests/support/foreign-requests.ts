import type { RawRequest } from "./raw-request.ts";

/** What web pages elsewhere, and names that only resolve here, can send, and the status that refuses it. */
export const foreign: [string, number, RawRequest][] = [
  ["another host", 421, { headers: { host: "evil.example" } }],
  ["another origin", 403, { headers: { origin: "https://evil.example" } }],
  ["another port's origin", 403, { headers: { origin: "http://127.0.0.1:1" } }],
  ["a sandboxed page", 403, { headers: { origin: "null" } }],
  ["another site", 403, { headers: { "sec-fetch-site": "cross-site" } }],
  ...[
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain; application/json",
  ].map((type): [string, number, RawRequest] => [
    `a body of ${type}`,
    415,
    { method: "POST", headers: { "content-type": type }, body: "{}" },
  ]),
  ["a body of no type", 415, { method: "POST", body: "{}" }],
];
