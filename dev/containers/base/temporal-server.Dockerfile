# Replaces temporalio/server: user `temporal` (1000), the program on PATH, configuration in /etc/temporal, `nc`.
FROM tramontane-substitute/debian:bookworm
RUN groupadd --gid 1000 temporal && useradd --uid 1000 --gid temporal --home-dir /etc/temporal temporal
COPY temporal-server /usr/local/bin/temporal-server
WORKDIR /etc/temporal
ENV TEMPORAL_HOME=/etc/temporal
EXPOSE 6933 6934 6935 6939 7233 7234 7235 7239
USER temporal
ENTRYPOINT ["temporal-server", "start"]
