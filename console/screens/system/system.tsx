import { useApiQuery } from "../../api/use-api-query.ts";
import { useViewer } from "../../api/viewer.tsx";
import { cost, count } from "../../ui/format.ts";
import { durationWords } from "../../ui/iso-duration.ts";
import { Loading } from "../../ui/loading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { fullTime } from "../../ui/time.tsx";
import { Values } from "../../ui/values.tsx";
import { Parts } from "./parts.tsx";
import { RecentFailures } from "./recent-failures.tsx";
import { consoleSystem, type ConsoleSystemQuery } from "./system.generated.ts";

const modes = {
  LOCAL: "none: everyone who reaches the API is its administrator",
  API_KEYS: "API keys",
  OIDC: "API keys, and tokens of an issuer (OpenID Connect)",
} as const;

/** The parts of the deployment, its limits, and what failed last. */
export function SystemScreen() {
  const { data, isLoading, fault } = useApiQuery(consoleSystem, {});
  const viewer = useViewer()?.viewer;
  return (
    <Page title="System">
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the deployment" />}
      <Parts />
      <RecentFailures />
      {data && <Deployment server={data.serverInfo} />}
      {data?.tenantQuota && <Quota quota={data.tenantQuota} />}
      {viewer && (
        <Section title="You">
          <Values
            values={{
              Subject: viewer.subject,
              Tenant: viewer.tenant,
              Roles: viewer.roles.join(", ") || "none",
              "Signed in until": viewer.expiresAt ? fullTime(viewer.expiresAt) : "no end",
            }}
          />
        </Section>
      )}
    </Page>
  );
}

function Deployment({ server }: { server: ConsoleSystemQuery["serverInfo"] }) {
  const { limits } = server;
  return (
    <Section title="Deployment">
      <Values
        values={{
          Version: server.version,
          Authentication: modes[server.authentication],
          Answers: server.emulated ? "from the emulator" : "from Mistral",
          "Market data": server.sampleMarketData ? "samples" : "from Yahoo Finance",
          "Events are kept for": durationWords(server.eventRetention),
          "Idempotency keys are kept for": durationWords(server.idempotencyRetention),
          "Longest message": `${count(limits.messageLength)} characters`,
          "Messages that may wait in a conversation": count(limits.queuedTurns),
          "Largest page": count(limits.pageSize),
          "Highest cost of an operation": `${count(limits.operationCost)} points`,
          "Deepest operation": count(limits.operationDepth),
          "Subscriptions of a connection": count(limits.subscriptionsPerConnection),
        }}
      />
    </Section>
  );
}

function Quota({ quota }: { quota: NonNullable<ConsoleSystemQuery["tenantQuota"]> }) {
  const limit = (value: number | null) => value === null ? "no limit" : count(value);
  return (
    <Section title="Limits of the tenant">
      <Values
        values={{
          "Points a minute": limit(quota.pointsPerMinute),
          "Points a day": limit(quota.pointsPerDay),
          "Turns at the same time": limit(quota.turnsInFlight),
          "Cost of a day": quota.costPerDay ? cost(quota.costPerDay.amount) : "no limit",
          "Cost of a month": quota.costPerMonth ? cost(quota.costPerMonth.amount) : "no limit",
          "Sockets of a principal": limit(quota.principalSockets),
          "Subscriptions of a principal": limit(quota.principalSubscriptions),
        }}
      />
    </Section>
  );
}
