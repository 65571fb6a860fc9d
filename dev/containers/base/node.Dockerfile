# Replaces node:*-bookworm-slim: Debian, the program on PATH, user `node` (1000).
FROM tramontane-substitute/debian:bookworm
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY node /usr/local/bin/node
CMD ["node"]
