import { STATUS_CODES } from "node:http";

const policy = "default-src 'none'; base-uri 'none'; form-action 'none'";

/** An error as a page, where a person opened the address in a browser; programs get it as it is. */
export async function readable(request: Request, answer: Response): Promise<Response> {
  if (answer.status < 400 || !isOpened(request) || !isJson(answer)) return answer;
  const message = messageOf(await answer.clone().json());
  if (message === null) return answer;
  await answer.body?.cancel();
  const headers = new Headers(answer.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("content-security-policy", policy);
  return new Response(pageOf(answer.status, message), { status: answer.status, headers });
}

const isOpened = ({ method, headers }: Request) =>
  method === "GET" && (headers.get("accept")?.includes("text/html") ?? false) &&
  ["document", null].includes(headers.get("sec-fetch-dest"));

const isJson = ({ headers }: Response) =>
  headers.get("content-type")?.startsWith("application/json") ?? false;

/** The first error of a `problem`; null for another document, such as that of /readyz. */
function messageOf(body: { errors?: { message?: unknown }[] }): string | null {
  const message = body.errors?.[0]?.message;
  return typeof message === "string" ? message : null;
}

function pageOf(status: number, message: string): string {
  const title = `${status} ${STATUS_CODES[status] ?? ""}`.trim();
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="color-scheme" content="light dark"><title>${title}</title></head>`,
    `<body><h1>${title}</h1><p>${
      escaped(message)
    }</p><p><a href="/">Tramontane</a></p></body></html>\n`,
  ].join("");
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
