import { useParameter } from "../../app/address.ts";
import { useApiQuery } from "../../api/use-api-query.ts";
import { cost } from "../../ui/format.ts";
import { Loading } from "../../ui/loading.tsx";
import { Empty, Notice } from "../../ui/notice.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { CostByDay } from "./cost-by-day.tsx";
import { groupUsage } from "./group-usage.ts";
import { PeriodFields } from "./period-fields.tsx";
import { faultOf, type Period, usualPeriods } from "./period.ts";
import { UsageTable } from "./usage-table.tsx";
import { UsageTotals } from "./usage-totals.tsx";
import { consoleUsage } from "./usage.generated.ts";

const operation = `query {
  usage(from: "2026-11-01", to: "2026-11-30", groupBy: [DAY, AGENT]) {
    rows { day agent { name } cost { amount } }
  }
}`;

/** What the tenant used and what it cost, by day, agent and model. */
export function UsageScreen() {
  const [from, setFrom] = useParameter("from");
  const [to, setTo] = useParameter("to");
  const usual = usualPeriods(Date.now())["30 days"];
  const period: Period = { from: from ?? usual?.from ?? "", to: to ?? usual?.to ?? "" };
  const fault = faultOf(period);
  const { data, isLoading, fault: refused } = useApiQuery(consoleUsage, { ...period }, {
    pause: fault !== null,
  });
  const report = data?.usage;
  return (
    <Page title="Usage">
      <PeriodFields
        period={period}
        fault={fault}
        onChange={(next) => {
          setFrom(next.from);
          setTo(next.to);
        }}
      />
      {refused && <Notice kind="fault">{refused}</Notice>}
      {isLoading && <Loading what="the usage" />}
      {report && report.rows.length === 0 && (
        <Empty title="No calls were made in these days." operation={operation} />
      )}
      {report && report.rows.length > 0 && (
        <>
          <UsageTotals total={report.total} />
          <Section title={`Cost by day: ${cost(report.total.cost.amount)}`}>
            <CostByDay period={period} days={groupUsage(report.rows, "day")} />
          </Section>
          <Section title="By agent">
            <UsageTable of="Agent" groups={groupUsage(report.rows, "agent")} />
          </Section>
          <Section title="By model">
            <UsageTable of="Model" groups={groupUsage(report.rows, "model")} />
          </Section>
        </>
      )}
    </Page>
  );
}
