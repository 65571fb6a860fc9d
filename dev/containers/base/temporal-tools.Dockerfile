# Replaces temporalio/admin-tools: user `temporal` (1000), its command lines, the schema in /etc/temporal/schema.
FROM tramontane-substitute/debian:bookworm
RUN groupadd --gid 1000 temporal && useradd --uid 1000 --gid temporal --home-dir /etc/temporal temporal
COPY temporal temporal-sql-tool /usr/local/bin/
COPY schema /etc/temporal/schema
WORKDIR /etc/temporal
USER temporal
ENTRYPOINT ["tail", "-f", "/dev/null"]
