import { HTTPClient, Mistral } from "@mistralai/mistralai";
import { tracedFetch } from "../../spans/traced-fetch.ts";
import type { ProviderAddress } from "./provider-http.ts";

/**
 * The SDK's client, for everything but streams and histories (`ConversationsApi`). Its retries are off: the record
 * decides on retries, and Temporal schedules them.
 */
export function createMistral({ apiKey, serverUrl: serverURL }: ProviderAddress): Mistral {
  return new Mistral({
    apiKey,
    httpClient: new HTTPClient({ fetcher: tracedFetch(fetch) }),
    retryConfig: { strategy: "none" },
    ...(serverURL && { serverURL }),
  });
}
