import { proxyActivities } from "@temporalio/workflow";
const { act } = proxyActivities<any>({ startToCloseTimeout: "60s" });
export async function wf() { return await act(); }
