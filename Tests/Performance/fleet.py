"""Makes a fleet of policies, the same for the same seed: `fleet.py FOLDER [COUNT]`.

Each has four backups under objectives: a nightly dump in a zone, a weekly or monthly one, file material on change, and
a physical backup with write-ahead log, so that every kind of proof has work to do.
"""

import pathlib
import random
import sys

ZONES = [
    "UTC", "UTC", "UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata",
    "Asia/Tokyo", "Australia/Sydney", "Africa/Cairo", "Pacific/Auckland",
]
#: Hours at which no zone above changes its clock, early enough for each UTC day to end with a copy.
HOURS = [4, 5, 6, 7, 8, 9, 10, 13, 14]


def clock(draw, days="* * *", zone=None):
    zone, hour, minute = zone or draw.choice(ZONES), draw.choice(HOURS), draw.randrange(60)
    cron = f"{minute} {hour} {days}"
    return f'"{cron}"' if zone == "UTC" else f'{{cron: "{cron}", timeZone: {zone}}}'


def policy(number, draw):
    rare = draw.choice(["* * 0", "* * 1-5", "1 * *", "1,15 * *"])
    every = draw.choice(["1h", "2h", "30m", "6h"])
    zone = draw.choice(ZONES)
    return f"""apiVersion: backstay/v1
kind: BackupPolicy
metadata: {{name: deployment-{number:04}, owner: team-{draw.randrange(20)}}}

objectives:
  rpo: {draw.choice(["27h", "28h", "2d"])}
  retention: {draw.choice(["7d", "14d", "30d"])}
  minimumCopies: 3
  failureDomains: 2

source: {{failureDomain: cluster-{draw.randrange(5)}}}
alerts: {{prometheus: {{severity: critical}}}}

secrets:
  database-password: {{}}
  passphrase: {{escrow: {{where: safe 2, checked: 2026-06-01, every: 1y}}}}
  cipher: {{escrow: {{where: safe 2}}}}
  key-id: {{}}
  key-secret: {{}}

materials:
  database:
    postgresql:
      {{serverVersion: 16, database: app, host: db-{number}, user: app, password: database-password, expectedSize: {draw.randrange(1, 90)}Gi}}
  cluster:
    postgresql:
      {{serverVersion: 15, databases: all, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /var/lib/postgresql/15/main, expectedSize: 40Gi}}
  keys: {{files: {{paths: [/etc/app/tls.key, /etc/app/tls.crt], sensitive: true}}}}

sinks:
  offsite:
    s3:
      bucket: copies-{number}
      region: eu-central-1
      credentials: {{static: {{accessKeyId: key-id, secretAccessKey: key-secret}}}}
    repository: {{restic: {{passphrase: passphrase}}}}
  archive:
    s3:
      bucket: archive-{number}
      region: eu-west-1
      credentials: {{static: {{accessKeyId: key-id, secretAccessKey: key-secret}}}}
    repository: {{pgbackrest: {{cipher: cipher}}}}

backups:
  nightly:
    materials: [database]
    cadence: {clock(draw)}
    sinks: [offsite]
    retention: {{daily: {draw.choice([31, 35, 60])}, weekly: 8, monthly: {draw.randrange(1, 13)}}}
    deadline: 1h
  rare:
    materials: [database]
    cadence: {clock(draw, rare)}
    sinks: [offsite]
    retention: {{monthly: 24, yearly: 5}}
    deadline: 1h
  keys:
    materials: [keys]
    cadence: {{onChange: {{check: {every}, atLatestEvery: 24h}}}}
    sinks: [offsite]
    retention: forever
  physical:
    materials: [cluster]
    method: pgbackrest
    runAs: postgres
    cadence: {{full: {clock(draw, "* * 0", zone)}, incremental: {clock(draw, "* * 1-6", zone)}, wal: 5m}}
    sinks: [archive]
    retention: {{fulls: {draw.randrange(5, 9)}}}
    deadline: 2h

targets:
  systemd: {{systemdVersion: 252}}
  pgbackrest: {{}}
"""


def make(folder, count=500, seed=20261122):
    draw = random.Random(seed)
    for number in range(count):
        (pathlib.Path(folder) / f"deployment-{number:04}.yaml").write_text(policy(number, draw))


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500)
