"""Pods of generated CronJobs: what a cluster holds that they refer to, and one run of each on this machine."""

import base64
import json
import os
import pathlib
import subprocess
import sys

from probes import helm, kubernetes, reading
from world.scripts import PATH, SECRETS

from world import content, source
from world.matrix import MatrixDeployment

#: The user of PostgreSQL's own image on Alpine.
USER = 70
KUBELET = pathlib.Path(__file__).with_name("kubelet.py")
KEYS = ["/etc/app/keys/tls.key", "/etc/app/keys/tls.crt"]
FOLDERS = {"claim": "/etc/app/claim", "linked": "/etc/app/linked"}


def cronjobs(tree, target):
    """The CronJobs and ConfigMaps of a tree as the cluster gets them."""
    stream = helm.render(tree)[0] if target == "helm" else kubernetes.applied(tree)
    values = [value for value, _ in map(reading.read, stream)]
    assert values and None not in values
    return {(value["kind"], value["metadata"]["name"]): value for value in values}


class Cluster:
    """Secrets, ConfigMaps and claims of a namespace, and the image that every container gets."""

    def __init__(self, world, folder):
        self.world, self.folder, self.objects, self.claims = world, folder, {}, {}
        # A node's containerd makes these in every container: cluster DNS is a line in /etc/hosts here.
        self.image = {str(world.root / "stores/hosts"): "/etc/hosts", str(world.authority.trusted()): "/etc/ssl/certs"}
        self.environment = {"PATH": f"{world.server.programs}:{PATH}", "AWS_CA_BUNDLE": "/etc/ssl/certs/ca-certificates.crt"}

    def hold(self, kind, name, **data):
        self.objects[f"{kind}/{name}"] = {key: base64.b64encode(value if isinstance(value, bytes) else value.encode()).decode() for key, value in data.items()}

    def hold_all(self, documents):
        """Takes the ConfigMaps among generated documents."""
        for (kind, name), value in documents.items():
            if kind == "ConfigMap":
                self.hold("configMap", name, **value["data"])

    def busybox(self):
        """Gives the image busybox in place of everything that it has too, as on Alpine."""
        self.image[str(self.world.root / "applets")] = "/opt/applets"
        self.environment["PATH"] = f"/opt/applets:{self.environment['PATH']}"
        self.image[str(self.world.root / "applets/sh")] = "/usr/bin/sh"

    def run(self, spec):
        """One run of a pod: the name, status and output of each container that was started."""
        place, said = self.folder / "pod", self.folder / "pod.json"
        place.mkdir(exist_ok=True)
        given = {"pod": spec, "folder": str(place), "objects": self.objects, "claims": {name: str(path) for name, path in self.claims.items()},
                 "image": self.image, "environment": self.environment}  # fmt: skip
        said.write_text(json.dumps(given))
        argv = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--uts", "--ipc", sys.executable, "-B", KUBELET, said]
        result = subprocess.run(list(map(str, argv)), capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr[-3000:]
        return json.loads(result.stdout)


def pod_of(document):
    return document["spec"]["jobTemplate"]["spec"]["template"]["spec"]


class PodDeployment(MatrixDeployment):
    """The source's database, and mounted Secrets, ConfigMaps and claims, backed up by pods."""

    databases = (source.DATABASE,)

    def __init__(self, world, sinks, target, **more):
        self.target = target
        bound = {name: {"secret": "backup", "key": name} for name in [*SECRETS, "google-key", "age-identity"]}
        bound |= {"keys": {"secret": "keys", "items": {"tls.key": "/etc/app/keys/tls.key", "tls.crt": "/etc/app/keys/tls.crt"}}}
        bound |= {"linked": {"configMap": "trust"}, "claim": {"volumeClaim": "files"}}
        settings = {
            "namespace": "app", "kubernetesVersion": "1.29", "bindings": bound, "placement": {"besidePodsWith": {"app": "app"}},
            "image": "example.org/all:1-alpine", "images": {name: f"example.org/{name}:1-alpine" for name in ("postgresql", "restic", "borg", "aws", "age")},
        }  # fmt: skip
        super().__init__(world, sinks, targets={target: settings}, postgresql={"host": "database.example"}, materials=("database", "keys", *FOLDERS), **more)
        self.cluster = Cluster(world, self.folder)
        self.cluster.hold("secret", "backup", **{path.name: path.read_bytes().rstrip(b"\n") for path in world.secrets.iterdir()})
        self.cluster.hold("secret", "keys", **{"tls.key": "private\n", "tls.crt": "certificate\n"})
        self.cluster.hold("configMap", "trust", **{"one.pem": "one\n", "two.pem": b"\x00two"})
        self.expected = self.folder / "expected"
        self.write_expected()
        self.cluster.claims = {name: self.folder / name for name in sinks} | {"files": self.expected / "etc/app/claim"}
        [tree] = self.folder.glob(f"out/*/{target}")
        self.documents = cronjobs(tree, target)
        self.cluster.hold_all(self.documents)
        jobs = [value for (kind, _), value in self.documents.items() if kind == "CronJob"]
        self.pods = {job["metadata"]["labels"]["app.kubernetes.io/component"]: pod_of(job) for job in jobs}
        self.pod = self.pods["nightly"]

    def materials(self, server, keys):
        shared = {"sensitive": False, "expectedSize": "1Mi"}
        known = {name: {"files": {"paths": [path]} | shared} for name, path in FOLDERS.items()}
        return known | {"database": {"postgresql": server}, "keys": {"files": {"paths": KEYS} | shared}}

    def succeed(self):
        """One run of the pod, which has to succeed and to leave its root as it was; what its containers said."""
        ran = self.cluster.run(self.pod)
        said = "".join(container["said"] for container in ran)
        assert [container["status"] for container in ran] == [0, 0], said
        return said

    def write_expected(self):
        """Writes what every material holds: a claim's files as the application made them, others as the kubelet gives them."""
        root = self.expected
        source.write(root / "etc/app/claim")
        # What only root may read no pod can back up.
        os.chown(root / "etc/app/claim/ca.crt", 0, USER)
        (root / "etc/app/claim/ca.crt").chmod(0o640)
        for path, text, mode in (("keys/tls.key", b"private\n", 0o440), ("keys/tls.crt", b"certificate\n", 0o440), ("linked/one.pem", b"one\n", 0o644), ("linked/two.pem", b"\x00two", 0o644)):
            place = root / "etc/app" / path
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(text)
            os.chown(place, 0, USER)
            place.chmod(mode)
        os.chown(root / "etc/app/linked", 0, USER)
        (root / "etc/app/linked").chmod(0o2777)
        self.read_expected()

    def read_expected(self):
        found = {name: [path] for name, path in FOLDERS.items()} | {"keys": KEYS}
        self.files = {name: (paths, content.of_files(self.expected, paths)) for name, paths in found.items()}

    def busybox(self):
        """Runs on Alpine, whose tar can't leave the kubelet's hidden names out: copies of the mounted files are packed, which are the user's."""
        self.cluster.busybox()
        for path in [self.expected / "etc/app/linked", *(self.expected / "etc/app/linked").iterdir(), *(self.expected / "etc/app/keys").iterdir()]:
            os.chown(path, USER, USER)
        (self.expected / "etc/app/linked").chmod(0o777)
        self.read_expected()

    def sink(self, name, place, repository, *more):
        if place != "volumeClaim":
            return super().sink(name, place, repository, *more)
        described = super().sink(name, "filesystem", repository, *more)
        del described["filesystem"]
        return described | {"volumeClaim": {"name": name, "size": "1Gi"}}
