import { request } from "node:http";

/** A request as any program or web page could send it: fetch sets Host and Origin itself. */
export interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends it and answers the status; an upgrade that is accepted is 101. */
export function rawStatus(url: string, { method = "GET", headers, body }: RawRequest) {
  return new Promise<number>((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false, timeout: 10_000 }, (response) => {
      resolve(response.statusCode ?? 0);
      // A stream would never end by itself.
      response.destroy();
    });
    sent.on("upgrade", (response, socket) => {
      resolve(response.statusCode ?? 0);
      socket.destroy();
    });
    sent.on("timeout", () => sent.destroy(new Error(`${url} did not answer`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
