import { ConnectionError, HTTPValidationError, SDKError } from "@mistralai/mistralai/models/errors";
import { tracedFetch } from "../../spans/traced-fetch.ts";

/** The address of the provider, and the API key. */
export interface ProviderAddress {
  /** The key, or what reads the current one before each request. */
  apiKey: string | (() => Promise<string>);
  serverUrl?: string | undefined;
}

/** A request to the provider. `path` follows the version of the API. */
export interface ProviderRequest {
  method: "GET" | "POST";
  path: string;
  accept: string;
  /** JSON text. */
  body?: string;
  signal: AbortSignal;
}

/** Maximum bytes of an error's body that are read. */
const maxErrorBytes = 64 * 1024;

/** Requests without the SDK, with the SDK's error classes. */
export class ProviderHttp {
  readonly #apiUrl: string;
  readonly #apiKey: ProviderAddress["apiKey"];
  readonly #fetch = tracedFetch(fetch);

  constructor({ apiKey, serverUrl }: ProviderAddress) {
    this.#apiUrl = `${(serverUrl ?? "https://api.mistral.ai").replace(/\/+$/, "")}/v1`;
    this.#apiKey = apiKey;
  }

  /**
   * Sends a request once. Resolves with a response of status 200, whose body is unread. Throws SDKError or
   * HTTPValidationError for any other status, ConnectionError without a response, or the signal's reason.
   */
  async send({ method, path, accept, body, signal }: ProviderRequest): Promise<Response> {
    const url = `${this.#apiUrl}/${path}`;
    try {
      const key = typeof this.#apiKey === "string" ? this.#apiKey : await this.#apiKey();
      const headers = {
        authorization: `Bearer ${key}`,
        accept,
        "user-agent": "tramontane",
        ...(body !== undefined && { "content-type": "application/json" }),
      };
      const response = await this.#fetch(url, { method, headers, signal, body: body ?? null });
      if (response.status === 200) return response;
      throw await toStatusError(new Request(url, { method }), response);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SDKError || error instanceof HTTPValidationError) throw error;
      throw new ConnectionError("The request could not be made.", { cause: error });
    }
  }
}

/** The error of an unexpected status. Its message omits the body, which may repeat the request. */
export async function toStatusError(request: Request, response: Response): Promise<Error> {
  const body = await beginningOf(response);
  const meta = { request, response, body };
  const detail = response.status === 422 ? detailOf(body) : null;
  const error = detail
    ? new HTTPValidationError({ detail } as never, meta)
    : new SDKError("", meta);
  error.message = `The provider answered with status ${response.status}.`;
  return error;
}

function detailOf(body: string): unknown[] | null {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    return Array.isArray(detail) ? detail : null;
  } catch {
    return null;
  }
}

/** The beginning of a body, as far as it arrived. */
async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      text += decoder.decode(chunk, { stream: true });
      if (bytes > maxErrorBytes) break;
    }
  } catch {
    // The status is more useful than the error that the body ended early.
  }
  return text.slice(0, maxErrorBytes);
}
