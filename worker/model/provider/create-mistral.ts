import { HTTPClient, Mistral } from "@mistralai/mistralai";
import { tracedFetch } from "../../spans/traced-fetch.ts";
import type { ProviderAddress } from "./provider-http.ts";

/**
 * The SDK's client, for all but streams and histories, which `ConversationsApi` reads. Its own retries are off: Temporal
 * retries, and the record decides.
 */
export function createMistral({ apiKey, serverUrl: serverURL }: ProviderAddress): Mistral {
  return new Mistral({
    apiKey,
    httpClient: new HTTPClient({ fetcher: tracedFetch(fetch) }),
    retryConfig: { strategy: "none" },
    ...(serverURL && { serverURL }),
  });
}
