import { TramontaneTransport } from "@tramontane/ai-sdk";
import { createClient } from "@tramontane/client";
import type { ChatTransport, UIMessage } from "ai";

const client = createClient({ url: "/graphql" });
export const transport: ChatTransport<UIMessage> = new TramontaneTransport({ client, agent: "a" });
