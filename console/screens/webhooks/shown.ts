import type { ConsoleWebhookQuery } from "./webhooks.generated.ts";

/** A webhook with all that its page shows. */
export type Shown = NonNullable<ConsoleWebhookQuery["webhook"]>;
