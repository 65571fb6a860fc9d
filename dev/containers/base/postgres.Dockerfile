# Replaces postgres:18-bookworm: user `postgres` (999), data below the volume /var/lib/postgresql, and the documented
# part of its entry point: postgres-entry.sh. The server is that of the product's npm package, the clients are Debian's.
FROM tramontane-substitute/debian:bookworm
RUN groupadd --gid 999 postgres && useradd --uid 999 --gid postgres --home-dir /var/lib/postgresql postgres \
  && install --directory --mode=1777 --owner=postgres --group=postgres /var/lib/postgresql /var/run/postgresql \
  && mkdir /docker-entrypoint-initdb.d
COPY postgresql /usr/local/postgresql
COPY client /usr
COPY postgres-entry.sh /usr/local/bin/docker-entrypoint.sh
RUN chmod 755 /usr/local/bin/docker-entrypoint.sh \
  && printf '%s\n' "listen_addresses = '*'" "unix_socket_directories = '/var/run/postgresql'" \
  >>/usr/local/postgresql/share/postgresql/postgresql.conf.sample
ENV LANG=C.UTF-8 PG_MAJOR=18 PGDATA=/var/lib/postgresql/18/docker
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/postgresql/bin:/usr/lib/postgresql/15/bin
VOLUME /var/lib/postgresql
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
