"""Reads copies as an operator would who knows no more than their names: with restic, borg, age and aws alone."""

import datetime
import json
import shutil
import urllib.parse

from world.scripts import SECRETS, digest, must

STAMP = "%Y%m%dT%H%M%SZ"


def stamp(instant):
    return instant.strftime(STAMP)


class Copies:
    """The copies of one material, of one database of it or of its server's roles, at one sink of a deployment."""

    def __init__(self, deployment, sink, place, repository, material="keys", database=None, suffix=None):
        self.deployment, self.sink, self.place, self.repository = deployment, sink, place, repository
        self.material, self.database = material, database and urllib.parse.quote(database, safe="")
        self.suffix = suffix or ("dump" if database else "tar")
        self.file = f"{self.database or material}.{self.suffix}"

    @staticmethod
    def at(deployment, sink, place, repository, material="keys", database=None, suffix=None):
        kind = {"restic": ResticCopies, "borg": BorgCopies}.get(repository, PlainCopies)
        return kind(deployment, sink, place, repository, material, database, suffix)

    def newest(self):
        """What the newest copy holds, after its record was compared with it."""
        return self.content(max(self.instants()))


class PlainCopies(Copies):
    """`<prefix>/<deployment>/<backup>/<material>[/<database>]/<instant>-<run>.<suffix>`, each with a record."""

    def folder(self):
        if self.place == "s3":
            local = self.deployment.folder / "fetched"
            shutil.rmtree(local, ignore_errors=True)
            for key, content in self.deployment.world.objects(self.deployment.name, f"in/{self.sink}/").items():
                path = local / key.removeprefix(f"in/{self.sink}/")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        else:
            local = self.deployment.folder / self.sink
        return local / self.deployment.name / "nightly" / self.material / (self.database or "")

    def records(self):
        return {path.name[:16]: path for path in self.folder().glob("*.json")}

    def instants(self):
        return set(self.records())

    def newest(self):
        found = self.records()
        return self.content(max(found), found)

    def content(self, instant, found=None):
        path = (found or self.records())[instant]
        record, stored = json.loads(path.read_text()), path.with_suffix("").read_bytes()
        assert (record["sha256"], record["size"], record["started"]) == (digest(stored), len(stored), instant)
        assert record["name"] == path.name.removesuffix(".json") and record["material"] == self.material
        if self.repository != "age":
            return stored
        assert stored.startswith(b"age-encryption.org/v1") and path.with_suffix("").suffix == ".age"
        return must("age", "--decrypt", "-i", self.deployment.world.root / "age.key", path.with_suffix(""))

    def add(self, instant):
        path = self.folder() / f"{stamp(instant)}-0f.tar"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        path.with_name(path.name + ".json").write_text("{}")


class ResticCopies(Copies):
    """Snapshots by host and tags, never by the machine; one with the tag `pending` is no copy."""

    def command(self, *arguments, tag=None):
        deployment, environment = self.deployment, {"RESTIC_PASSWORD": SECRETS["passphrase"], "HOME": str(self.deployment.folder)}
        repository, site = deployment.folder / self.sink, ()
        if self.place == "gcs":
            repository, site = f"gs:{deployment.name}:/in/{self.sink}", deployment.world.site
            environment |= {"GOOGLE_APPLICATION_CREDENTIALS": str(deployment.world.secrets / "google-key")}
        if self.place == "s3":
            environment |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y"}
            repository = f"s3:http://127.0.0.1:{deployment.world.s3_port}/{deployment.name}/in/{self.sink}"
        return must(*site, "restic", "--repo", repository, "--no-cache", *arguments, **environment)

    def tags(self):
        more = f",database={self.database}" if self.database else ",globals" if self.suffix == "sql" else ""
        return f"backup=nightly,material={self.material}{more}"

    def snapshots(self):
        found = json.loads(self.command("snapshots", "--json", "--no-lock", "--host", self.deployment.name, "--tag", self.tags()) or "[]")
        return {"".join(c for c in s["time"][:19] if c not in "-:") + "Z": s for s in found or [] if "pending" not in s["tags"]}

    def instants(self):
        return set(self.snapshots())

    def newest(self):
        found = self.snapshots()
        return self.content(max(found), found)

    def content(self, instant, found=None):
        folder = self.deployment.folder / "fetched" / self.sink / self.file
        self.command("restore", (found or self.snapshots())[instant]["id"], "--target", folder)
        record, stored = json.loads((folder / f"{self.file}.json").read_text()), (folder / self.file).read_bytes()
        assert (record["sha256"], record["size"], record["started"]) == (digest(stored), len(stored), instant)
        return stored

    def add(self, instant, *tags):
        time = instant.strftime("%Y-%m-%d %H:%M:%S")
        self.command("backup", "--host", self.deployment.name, "--tag", ",".join([self.tags(), *tags]), "--time", time, self.deployment.script)


class BorgCopies(Copies):
    """Archives `<deployment>+<backup>+<material>[+<database>]+<instant>-<run>`; one that begins with `pending` is no copy."""

    def command(self, name, *arguments):
        environment = {"BORG_PASSPHRASE": SECRETS["passphrase"], "BORG_BASE_DIR": str(self.deployment.folder / "borg")}
        environment |= {"BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes", "BORG_RELOCATED_REPO_ACCESS_IS_OK": "yes"}
        repository = self.deployment.folder / self.sink / self.deployment.name
        return must("borg", *arguments[:1], f"{repository}{name}", *arguments[1:], **environment)

    def series(self):
        return "+".join([self.deployment.name, "nightly", self.material, *([self.database] if self.database else []), ""])

    def archives(self):
        names = self.command("", "list", "--short").decode().split()
        own = [name.removeprefix(self.series()) for name in names if name.startswith(self.series())]
        return {rest[:16]: self.series() + rest for rest in own if "+" not in rest}

    def instants(self):
        return set(self.archives())

    def content(self, instant):
        archive = f"::{self.archives()[instant]}"
        record = json.loads(self.command(archive, "extract", f"{self.file}.json", "--stdout"))
        stored = self.command(archive, "extract", self.file, "--stdout")
        assert (record["sha256"], record["size"], record["started"]) == (digest(stored), len(stored), instant)
        return stored

    def add(self, instant):
        self.command(f"::{self.series()}{stamp(instant)}-0f", "create", self.deployment.script)


def whole_seconds():
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0, tzinfo=None)
