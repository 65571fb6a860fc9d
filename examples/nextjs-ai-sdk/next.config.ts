import process from "node:process";
import type { NextConfig } from "next";

/** The GraphQL address of the API. One that runs locally accepts pages of port 3000; another one needs ALLOWED_ORIGINS. */
const api = process.env.TRAMONTANE_URL ?? "http://127.0.0.1:4000/graphql";

const config: NextConfig = {
  env: { NEXT_PUBLIC_TRAMONTANE_URL: api },
  devIndicators: false,
};

export default config;
