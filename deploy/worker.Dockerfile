# syntax=docker/dockerfile:1
# Base images are pinned by tag. A digest is safer; look it up with
#   docker buildx imagetools inspect <image> --format "{{.Manifest.Digest}}", then <image>@sha256:...

FROM denoland/deno:bin-2.9.3 AS deno

FROM node:24.21.0-bookworm-slim AS build
COPY --from=deno /deno /usr/local/bin/deno
WORKDIR /app
COPY package.json deno.json deno.lock import_map.json ./
# Where a proxy with certificates of its own is in the way, and the base image trusts it: mozilla,system.
ARG DENO_TLS_CA_STORE=mozilla
RUN deno install
COPY cli cli
COPY deploy/image deploy/image
COPY protocol protocol
COPY sandbox sandbox
COPY store store
COPY telemetry telemetry
COPY validation validation
COPY worker worker
# The workflow code is bundled here, so that a worker runs the tested bundle (docs/adr/0009).
RUN deno task build node_modules/.image
RUN deno run -A deploy/image/prune.ts node_modules/.image/worker/main.mjs node_modules/.image/worker/migrate/main.mjs node_modules/.image/cli/operator/main.mjs node_modules/.image/sandbox/main.mjs

FROM build AS listed
RUN deno run -A --node-modules-dir=none deploy/image/sbom.ts worker node node_modules/.image/packages.json

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="tramontane-worker" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=listed /app/package.json /app/sbom.cdx.json ./
COPY --from=listed /app/node_modules node_modules
COPY mcp/servers.json mcp/
COPY deploy/image/healthy.mjs deploy/image/
ENV NODE_ENV=production NO_COLOR=1 WORKFLOW_BUNDLE=node_modules/.image/workflows.js
USER 10001:10001
EXPOSE 4020
STOPSIGNAL SIGTERM
# Migrations use the same image: `node node_modules/.image/worker/migrate/main.mjs`.
ENTRYPOINT ["node", "node_modules/.image/worker/main.mjs"]
