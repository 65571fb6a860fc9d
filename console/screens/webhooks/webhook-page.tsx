import { Link } from "wouter";
import type { FeedFilter } from "@tramontane/react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useFeedRefresh } from "../../api/use-feed-refresh.ts";
import { useReadEvery } from "../../api/use-read-every.ts";
import { useCan } from "../../api/viewer.tsx";
import { links } from "../../app/links.ts";
import { Loading } from "../../ui/loading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { Ago } from "../../ui/time.tsx";
import { Values } from "../../ui/values.tsx";
import { Deliveries } from "./deliveries.tsx";
import { kindWords, secretWords } from "./describe.ts";
import { useDeliveryState } from "./use-delivery-state.ts";
import { WebhookActions } from "./webhook-actions.tsx";
import { StateOf } from "./webhook-row.tsx";
import { consoleWebhook } from "./webhooks.generated.ts";
import type { Shown } from "./shown.ts";

/** Between two readings while messages wait to be sent, ms: the feed does not report deliveries. */
const whileWaitingMs = 5_000;

/** One webhook: its state, its secrets, and its deliveries with their attempts. */
export function WebhookPage({ id, changes }: { id: string; changes: FeedFilter }) {
  const can = useCan();
  const [state, setState] = useDeliveryState();
  const query = useApiQuery(consoleWebhook, { id, state });
  const { data, isLoading, fault, refetch } = query;
  useFeedRefresh(changes, query);
  const webhook = data?.webhook;
  useReadEvery(webhook && webhook.waiting > 0 ? whileWaitingMs : null, refetch);
  return (
    <Page
      title={webhook?.name ?? "Webhook"}
      above={<Link href={links.webhooks()}>Webhooks</Link>}
      actions={webhook && can("webhooks:write") && (
        <WebhookActions webhook={webhook} onChanged={refetch} />
      )}
    >
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the webhook" />}
      {webhook === null && <Notice>There is no such webhook, or you may not read it.</Notice>}
      {webhook?.paused && (
        <Notice>
          Paused <Ago at={webhook.paused.at} />
          {webhook.paused.by && ` by ${webhook.paused.by.name}`}: {webhook.paused.reason}
        </Notice>
      )}
      {webhook && <About webhook={webhook} />}
      {webhook && <Deliveries {...{ webhook, state, setState }} onChanged={refetch} />}
    </Page>
  );
}

function About({ webhook }: { webhook: Shown }) {
  const { address, kinds, agentName, sendsContent, owner, failingSince, waiting, dead } = webhook;
  return (
    <Section title="About" actions={<StateOf webhook={webhook} />}>
      <Values
        values={{
          "Sends to": address,
          "What": kindWords(kinds),
          "Only of the agent": agentName,
          "Texts of replies": sendsContent ? "sent" : "not sent: ids and states alone",
          "Reads as": owner ?? "the owner of this machine",
          "Failing": failingSince && <Ago at={failingSince} />,
          "Waiting": waiting,
          "Failed for good": dead,
          "Secrets": secretWords(webhook.secrets),
          "Made": <Ago at={webhook.createdAt} />,
        }}
      />
    </Section>
  );
}
