"""Runs the containers of a pod as a node does. It is a program: `unshare --mount --pid --fork kubelet.py SPECIFICATION`.

The image is this machine's own root with a few folders of it emptied, under an overlay that is thrown away. A key of the
manifest that isn't known here is an error, so that nothing of it is left out without a word.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys

#: Known keys, and of those what has no meaning on one machine: where pods run, what they may use, who pulls what.
POD = {"restartPolicy", "serviceAccountName", "automountServiceAccountToken", "enableServiceLinks", "terminationGracePeriodSeconds", "securityContext",
       "initContainers", "containers", "volumes", "imagePullSecrets", "priorityClassName", "nodeSelector", "tolerations", "affinity"}  # fmt: skip
SECURITY = {"runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy", "seccompProfile"}
CONTAINER = {"name", "image", "imagePullPolicy", "command", "args", "env", "resources", "securityContext", "volumeMounts"}
PRIVILEGES = {"allowPrivilegeEscalation", "readOnlyRootFilesystem", "capabilities"}
#: Folders of this machine that no image has, and those that a runtime fills.
HIDDEN = ("home", "mnt", "opt", "root", "run", "srv", "tmp", "var/lib", "var/tmp", "work")
DEVICES = ("null", "zero", "full", "random", "urandom")


def must(*words):
    subprocess.run([str(word) for word in words], check=True, stdout=sys.stderr)


def known(keys, allowed, what):
    if unknown := set(keys) - allowed:
        raise SystemExit(f"{what}: {sorted(unknown)} is not carried out here")


class Pod:
    def __init__(self, specification):
        self.given, self.spec = specification, specification["pod"]
        self.folder, self.security = pathlib.Path(specification["folder"]), self.spec.get("securityContext") or {}
        known(self.spec, POD, "pod")
        known(self.security, SECURITY, "securityContext")
        self.group = self.security.get("fsGroup")
        must("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", self.folder)
        self.volumes = {volume["name"]: self.volume(volume) for volume in self.spec.get("volumes") or []}

    def volume(self, volume):
        """The folder of a volume, as the kubelet lays it out."""
        place = self.folder / "volumes" / volume["name"]
        place.mkdir(parents=True)
        (kind,) = set(volume) - {"name"}
        said = volume[kind] or {}
        if kind == "emptyDir":
            known(said, {"sizeLimit"}, kind)
            must("mount", "-t", "tmpfs", "-o", f"mode=2777,gid={self.group},size={size(said['sizeLimit'])}", "tmpfs", place)
        elif kind == "persistentVolumeClaim":
            known(said, {"claimName", "readOnly"}, kind)
            must("mount", "--bind", self.given["claims"][said["claimName"]], place)
            if said.get("readOnly"):
                must("mount", "-o", "remount,ro,bind", place)
            else:
                self.own(place, 0o660, 0o2110)
        elif kind == "projected":
            known(said, {"defaultMode", "sources"}, kind)
            pairs = [next(iter(source.items())) for source in said["sources"]]
            self.lay(place, [file for which, source in pairs for file in self.files(which, source)], said.get("defaultMode", 0o644))
        elif kind in ("secret", "configMap"):
            known(said, {"secretName", "name", "defaultMode", "items"}, kind)
            self.lay(place, self.files(kind, said), said.get("defaultMode", 0o644))
        else:
            raise SystemExit(f"volume {volume['name']}: {kind} is not carried out here")
        return place

    def files(self, kind, source):
        """The paths and contents of an object, or of its items."""
        known(source, {"secretName", "name", "defaultMode", "items"}, kind)
        data = self.given["objects"][f"{kind}/{source.get('secretName') or source['name']}"]
        items = source.get("items") or [{"key": key, "path": key} for key in data]
        return [(item["path"], base64.b64decode(data[item["key"]])) for item in items]

    def lay(self, place, files, mode):
        """Files in a hidden folder of this version, `..data` that leads to it, and links by way of that."""
        version = place / "..2026_01_01_00_00_00.1"
        place.chmod(0o777)
        for path, content in files:
            (version / path).parent.mkdir(parents=True, exist_ok=True)
            (version / path).write_bytes(content)
            (version / path).chmod(mode)
            top = pathlib.Path(path).parts[0]
            if not (place / top).is_symlink():
                (place / top).symlink_to(f"..data/{top}")
        (place / "..data").symlink_to(version.name)
        self.own(place, 0o440, 0o2110)

    def own(self, place, files, folders):
        """What the kubelet does for `fsGroup`."""
        for path in [place, *place.rglob("*")]:
            os.lchown(path, -1, self.group)
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o7777 | files | (folders if path.is_dir() else 0))

    def run(self):
        """The status and output of each container in turn, as far as they succeed."""
        found = []
        for container in [*(self.spec.get("initContainers") or []), *self.spec["containers"]]:
            found.append({"name": container["name"], **self.contain(container)})
            if found[-1]["status"] != 0:
                break
        return found

    def contain(self, container):
        known(container, CONTAINER, container["name"])
        privileges = container.get("securityContext") or {}
        known(privileges, PRIVILEGES, container["name"])
        root = self.root(container)
        argv = ["/usr/sbin/chroot", root, *self.confined(privileges), *(container.get("command") or []), *(container.get("args") or [])]
        environment = {"HOME": "/", "HOSTNAME": "pod", "KUBERNETES_SERVICE_HOST": "10.96.0.1"} | self.given["environment"]
        environment |= {variable["name"]: variable["value"] for variable in container.get("env") or []}
        result = subprocess.run(list(map(str, argv)), env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return {"status": result.returncode, "said": result.stdout.decode(errors="replace"), "left": (root / "dev/termination-log").read_text()}

    def confined(self, privileges):
        """Words that give a command the user, groups and privileges of its container."""
        user, group = self.security["runAsUser"], self.security["runAsGroup"]
        if self.security.get("runAsNonRoot") and user == 0:
            raise SystemExit("runAsNonRoot, and the user is root")
        words = ["/usr/bin/setpriv", f"--reuid={user}", f"--regid={group}", f"--groups={self.group}"]
        if privileges.get("allowPrivilegeEscalation") is False:
            words.append("--no-new-privs")
        if "ALL" in (privileges.get("capabilities") or {}).get("drop", []):
            words += ["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all"]
        return words

    def root(self, container):
        """The image's file system with the mounts of a container."""
        place = self.folder / "roots" / container["name"]
        upper, work, root = place / "upper", place / "work", place / "root"
        for folder in (work, root, *(upper / name for name in HIDDEN), *(upper / name for name in ("proc", "dev", "etc/ssl"))):
            folder.mkdir(parents=True)
        for name in HIDDEN:
            os.setxattr(upper / name, "trusted.overlay.opaque", b"y")
        for mount in [*(container.get("volumeMounts") or [])]:
            (upper / mount["mountPath"].lstrip("/")).mkdir(parents=True, exist_ok=True)
        for source, path in self.given["image"].items():
            (upper / path.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
            must("cp", "-rT", source, upper / path.lstrip("/"))
        must("mount", "-t", "overlay", "overlay", "-o", f"lowerdir=/,upperdir={upper},workdir={work}", root)
        must("mount", "-t", "proc", "proc", root / "proc")
        must("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", root / "dev")
        (root / "dev/termination-log").touch()
        (root / "dev/termination-log").chmod(0o666)
        for device in DEVICES:
            (root / "dev" / device).touch()
            must("mount", "--bind", f"/dev/{device}", root / "dev" / device)
        for name, target in (("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
            (root / "dev" / name).symlink_to(f"/proc/self/{target}")
        for mount in container.get("volumeMounts") or []:
            known(mount, {"name", "mountPath", "readOnly"}, container["name"])
            target = root / mount["mountPath"].lstrip("/")
            must("mount", "--bind", self.volumes[mount["name"]], target)
            if mount.get("readOnly"):
                must("mount", "-o", "remount,ro,bind", target)
        if (container.get("securityContext") or {}).get("readOnlyRootFilesystem"):
            must("mount", "-o", "remount,ro,bind", root)
        return root


def size(quantity):
    """Bytes of a quantity such as 64Mi."""
    units = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
    return int(quantity[:-2]) * units[quantity[-2:]] if quantity[-2:] in units else int(quantity)


def main():
    must("mount", "--make-rprivate", "/")
    os.umask(0o022)
    print(json.dumps(Pod(json.loads(pathlib.Path(sys.argv[1]).read_text())).run()))


main()
