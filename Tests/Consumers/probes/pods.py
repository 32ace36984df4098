"""Rules that an API server applies and no schema says: CronJobs, the restricted Pod Security profile, references."""

import re
import zoneinfo

from probes.scripts import containers

RESTRICTED_VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
NAME = re.compile(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
NUMBERS = {word: str(number) for words, least in (("jan feb mar apr may jun jul aug sep oct nov dec", 1), ("sun mon tue wed thu fri sat", 0)) for number, word in enumerate(words.split(), least)}
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))


def judge(values):
    """Findings about each document and about what they say of each other."""
    findings = []
    for value in values:
        name = f"{value.get('kind')}/{value['metadata'].get('name')}"
        faults = list(names(value))
        if value.get("kind") == "CronJob":
            faults += cron_job(value)
        for spec in pod_specs(value):
            faults += [*pod(spec), *references(spec, values)]
        findings += [f"{name}: {fault}" for fault in faults]
    seen = [(value.get("kind"), value["metadata"].get("namespace"), value["metadata"].get("name")) for value in values]
    return findings + [f"{kind}/{name} is there twice" for kind, _, name in sorted({key for key in seen if seen.count(key) > 1}, key=str)]


def names(value):
    """Findings about the object's name and its labels."""
    name = value["metadata"].get("name", "")
    limit = 52 if value.get("kind") == "CronJob" else 63
    if not NAME.fullmatch(name) or len(name) > limit:
        yield f"the name must be lower case letters, digits and hyphens, at most {limit} of them, and has {len(name)}"
    for key, text in (value["metadata"].get("labels") or {}).items():
        if not re.fullmatch(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?", text):
            yield f"the label {key} has an impossible value {text!r}"


def cron_job(value):
    """Findings about a CronJob's schedule, as the API server would say them."""
    spec = value.get("spec", {})
    fields = str(spec.get("schedule", "")).split()
    if len(fields) != 5 or not all(cron_field(text, *limits) for text, limits in zip(fields, FIELDS)):
        yield f"the schedule {spec.get('schedule')!r} is not five fields of cron"
    zone = spec.get("timeZone")
    if zone not in zoneinfo.available_timezones():
        yield f"timeZone is {zone!r}, not an IANA name"


def cron_field(text, least, most):
    """Whether one field of cron has the numbers that it may."""
    for part in re.sub(r"[a-z]+", lambda word: NUMBERS.get(word[0], word[0]), text.lower()).split(","):
        match = re.fullmatch(r"(?:\*|\?|(\d+)(?:-(\d+))?)(?:/(\d+))?", part)
        if not match or match[3] == "0":
            return False
        low, high = match[1] and int(match[1]), match[2] and int(match[2])
        if low is not None and not least <= low <= most or high is not None and not low <= high <= most:
            return False
    return True


def pod_specs(node):
    """The pod specifications of a document."""
    if isinstance(node, list):
        for item in node:
            yield from pod_specs(item)
    elif isinstance(node, dict):
        if isinstance(node.get("containers"), list):
            yield node
        else:
            for child in node.values():
                yield from pod_specs(child)


def pod(spec):
    """Findings by the restricted profile, and by what keeps a pod from harming its node."""
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(key):
            yield f"{key} is set"
    if spec.get("automountServiceAccountToken") is not False:
        yield "automountServiceAccountToken is not false"
    for volume in spec.get("volumes") or []:
        kinds = set(volume) - {"name"}
        if not kinds <= RESTRICTED_VOLUMES or len(kinds) != 1:
            yield f"the volume {volume.get('name')} is {sorted(kinds)}, which the restricted profile forbids"
        if "emptyDir" in volume and not (volume["emptyDir"] or {}).get("sizeLimit"):
            yield f"the emptyDir {volume['name']} has no sizeLimit"
    for container in containers(spec):
        for fault in restricted(container, spec.get("securityContext") or {}):
            yield f"container {container.get('name')}: {fault}"


def restricted(container, inherited):
    """Findings about one container, which inherits the pod's security context."""
    own = container.get("securityContext") or {}
    both = {**inherited, **own}
    if both.get("runAsNonRoot") is not True or both.get("runAsUser") == 0:
        yield "runAsNonRoot is not true"
    if (both.get("seccompProfile") or {}).get("type") != "RuntimeDefault":
        yield "seccompProfile is not RuntimeDefault"
    if own.get("allowPrivilegeEscalation") is not False:
        yield "allowPrivilegeEscalation is not false"
    if own.get("privileged"):
        yield "privileged is set"
    if own.get("readOnlyRootFilesystem") is not True:
        yield "readOnlyRootFilesystem is not true"
    capabilities = own.get("capabilities") or {}
    if "ALL" not in (capabilities.get("drop") or []) or capabilities.get("add"):
        yield "capabilities do not drop ALL and add none"
    resources = container.get("resources") or {}
    for kind, names in (("limits", ("memory", "ephemeral-storage")), ("requests", ("cpu", "memory"))):
        for name in names:
            if not (resources.get(kind) or {}).get(name):
                yield f"resources.{kind}.{name} is missing"
    image = container.get("image", "")
    if "@sha256:" not in image and (":" not in image.rsplit("/", 1)[-1] or image.endswith(":latest")):
        yield f"the image {image!r} has neither tag nor digest"


def references(spec, values):
    """Findings about names: mounts of volumes, keys of our own ConfigMaps, the service account."""
    volumes = {volume["name"]: volume for volume in spec.get("volumes") or []}
    if len(volumes) != len(spec.get("volumes") or []):
        yield "two volumes have one name"
    mounted = set()
    for container in containers(spec):
        paths = [mount["mountPath"] for mount in container.get("volumeMounts") or []]
        if len(set(paths)) != len(paths):
            yield f"container {container['name']} mounts two volumes at one path"
        for mount in container.get("volumeMounts") or []:
            mounted.add(mount["name"])
            if mount["name"] not in volumes:
                yield f"container {container['name']} mounts the volume {mount['name']}, which the pod has not"
    yield from (f"the volume {name} is mounted nowhere" for name in sorted(set(volumes) - mounted))
    ours = {(value["kind"], value["metadata"]["name"]): value for value in values}
    for volume in volumes.values():
        source = volume.get("configMap") or {}
        held = ours.get(("ConfigMap", source.get("name")))
        for item in source.get("items") or []:
            if held and item["key"] not in (held.get("data") or {}):
                yield f"the ConfigMap {source['name']} has no key {item['key']}"
    account = spec.get("serviceAccountName", "default")
    if account != "default" and any(kind == "ServiceAccount" for kind, _ in ours) and ("ServiceAccount", account) not in ours:
        yield f"the service account {account} is not among the documents"
