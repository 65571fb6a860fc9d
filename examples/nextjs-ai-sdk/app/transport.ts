import { TramontaneTransport } from "@tramontane/ai-sdk";
import { createClient } from "@tramontane/client";

/** One connection for all chats of the page. */
export const client = createClient({ url: process.env.NEXT_PUBLIC_TRAMONTANE_URL ?? "" });

/** The only thing that differs from an AI SDK page with a route of its own. */
export const transport = new TramontaneTransport({ client, agent: "market-assistant" });
