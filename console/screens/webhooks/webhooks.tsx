import { useParams } from "wouter";
import type { FeedFilter } from "@tramontane/react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useFeedRefresh } from "../../api/use-feed-refresh.ts";
import { useCan } from "../../api/viewer.tsx";
import list from "../../ui/list.module.css";
import { Loading } from "../../ui/loading.tsx";
import { Empty, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { CreateWebhook } from "./create-webhook.tsx";
import { WebhookPage } from "./webhook-page.tsx";
import { WebhookRow } from "./webhook-row.tsx";
import { consoleWebhooks } from "./webhooks.generated.ts";

const changes: FeedFilter = { kinds: ["WEBHOOK_CHANGED"] };

const operation = `mutation { createWebhook(input: {
  idempotencyKey: "billing-1", name: "billing",
  address: "https://hooks.example.com/tramontane", kinds: [TURN_CHANGED]
}) { ... on CreateWebhookPayload { webhook { id } secret } } }`;

/** The screen Webhooks: which addresses are sent what, and one of them with its deliveries. */
export function WebhooksScreen() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <WebhookList /> : <WebhookPage key={id} id={id} changes={changes} />;
}

function WebhookList() {
  const can = useCan();
  const query = useApiQuery(consoleWebhooks, { first: 250 });
  const { data, isLoading, fault, refetch } = query;
  useFeedRefresh(changes, query);
  const nodes = data?.webhooks?.nodes;
  return (
    <Page
      title="Webhooks"
      actions={can("webhooks:write") && <CreateWebhook onCreated={refetch} />}
    >
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the webhooks" />}
      {nodes?.length === 0 && <Empty title="There are no webhooks." operation={operation} />}
      {nodes && nodes.length > 0 && (
        <ul className={list["list"]} aria-label="Webhooks">
          {nodes.map((webhook) => <WebhookRow key={webhook.id} webhook={webhook} />)}
        </ul>
      )}
    </Page>
  );
}
