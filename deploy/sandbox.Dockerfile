# syntax=docker/dockerfile:1
# Base images are pinned by tag. A digest is safer; look it up with
#   docker buildx imagetools inspect <image> --format "{{.Manifest.Digest}}", then <image>@sha256:...

FROM denoland/deno:bin-2.9.3 AS deno

# The same stage as in worker.Dockerfile: an engine builds it once.
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
RUN deno task build node_modules/.image
RUN deno run -A deploy/image/prune.ts node_modules/.image/worker/main.mjs node_modules/.image/worker/migrate/main.mjs node_modules/.image/cli/operator/main.mjs node_modules/.image/sandbox/main.mjs

FROM build AS pruned
RUN deno run -A deploy/image/prune.ts --built node_modules/.image node_modules/.image/sandbox/main.mjs
RUN deno run -A --node-modules-dir=none deploy/image/sbom.ts sandbox node node_modules/.image/packages.json
RUN mkdir state

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="tramontane-sandbox" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=pruned /app/package.json /app/sbom.cdx.json ./
COPY --from=pruned /app/node_modules node_modules
COPY deploy/image/healthy.mjs deploy/image/
# A volume that is mounted here gets this owner.
COPY --from=pruned --chown=10001:10001 /app/state state
ENV NODE_ENV=production NO_COLOR=1 SANDBOX_HOME=/app/state
USER 10001:10001
EXPOSE 4030
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "node_modules/.image/sandbox/main.mjs"]
