"""A reader of policies, written from docs/policy-format.md alone: it shares no line with the Rust one and is compared with it by reader.rs.

    read.py ROOT.json     reads questions from stdin, one JSON object a line, and writes one answer a line:
    {"folder" or "home", "wall", "boot": {"id", "elapsed"} or null, "machine": id or null, "product", "version" or null} -> {"state", "reason", "until"}
"""
import base64, contextlib, fcntl, hashlib, json, pathlib, re, sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt import PyJWS
from jwt.exceptions import InvalidTokenError

DAY, MAX = 86_400, 1_048_576
U16, U64, I64 = range(1 << 16), range(1 << 64), range(-(1 << 63), 1 << 63)
SMALL = {bytes(31) + b"\0", b"\1" + bytes(31)} | {bytes([it]) + b"\xff" * 30 + b"\x7f" for it in (0xEC, 0xED, 0xEE)} | {
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")}

# Shapes: a type, a range of whole numbers, [a list of], {members}; "name?" may be absent or null, "name~" absent but not null.
VERSIONS = {"from?": str, "upTo?": str}
ANY = lambda it: True
COUNTRIES = lambda it: isinstance(it, (str, dict)) or isinstance(it, list) and all(isinstance(code, str) for code in it)
ENTITLEMENT = {"product": str, "name": str, "edition?": str, "usageType": str, "verdict": str, "reason?": str, "contractStarts?": I64,
               "contractEnds?": I64, "graceDays~": U16, "countries": COUNTRIES, "versions?": VERSIONS}
ACCOUNT, STANDING = {"id": str, "name": str}, {"id": str, "product": str}
POLICY = {"iss": str, "sub": str, "aud": str, "iat": I64, "nbf": I64, "exp": I64, "jti?": ANY, "epoch": U64, "version": U64,
          "account?": ANY, "country?": ANY, "machine": {"id": str, "name?": ANY}, "offlineDays": U16, "refreshAfter": I64, "withdrawn?": ANY,
          "entitlements": list, "checkOuts?": ANY}
CHECK_OUT = {"iss": str, "sub": str, "aud": str, "iat": I64, "nbf": I64, "exp": I64, "jti": str, "account": {"id": str, "name": str},
             "machine": {"id": str, "name": str}, "product": str, "name": str}
CHECK_OUTS = {"format": range(1, 2), "documents": list}
KEY = {"kty": str, "crv": str, "kid": str, "x": str, "activates": I64, "retires": I64, "revoked~": bool}
KEYS = {"issuer": str, "version": U64, "iat": I64, "exp": I64, "keys": list}
SIGNATURE = {"protected": str, "signature": str}
SIGNED = {"payload": str, "signatures": list}
SIGNED["roots~"] = [SIGNED]
ROOT = {"issuer": str, "version": U64, "threshold": U64, "keys": [{"kty": str, "crv": str, "kid": str, "x": str}]}
WHOM = {"issuer": str, "subject": str, "machine": str}
MARKS = {"epoch": U64, "version": U64, "iat": I64, "statement": str}
BOOT = {"id?": str, "elapsed": I64}
STATE = {"format": range(1, 2), "expected?": WHOM, "next?": WHOM, "marks~": [{"whom": WHOM, "marks": MARKS}], "keysetVersion~": U64, "rootVersion~": U64,
         "etag?": str, "soft~": {"signedTime?": I64, "signedBoot?": BOOT, "wallSeen?": I64, "contact?": I64, "serviceAhead?": I64, "serverTime?": I64}}


class Refused(Exception):
    """Carries the state."""


class Members(dict):
    def __init__(self, pairs):
        super().__init__(pairs)
        self.twice = {name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1} if len(pairs) > len(self) else set()


def parse(data, shape):
    try:
        value = json.loads(data.decode(), object_pairs_hook=Members, parse_constant=lambda _: hold(None, str))
        hold(value, shape)
        return value
    except (ValueError, RecursionError):
        raise Refused("corrupt") from None


def hold(value, shape):
    """The value has this shape, or ValueError."""
    if isinstance(shape, dict):
        fine = isinstance(value, dict)
        for name, inner in shape.items() if fine else ():
            bare = name.rstrip("?~")
            if bare in value.twice or (bare not in value and bare == name):
                raise ValueError(bare)
            if bare in value and not (value[bare] is None and name.endswith("?")):
                hold(value[bare], inner)
    elif isinstance(shape, list):
        fine = isinstance(value, list) and all(hold(it, shape[0]) is None for it in value)
    elif isinstance(shape, range):
        fine = type(value) is int and value in shape
    elif isinstance(shape, type):
        fine = type(value) is shape
    else:
        fine = shape(value)
    if not fine:
        raise ValueError(repr(value))


def fits(value, shape):
    try:
        return hold(value, shape) is None
    except ValueError:
        return False


def understood(it):
    """A policy as far as this reader understands it: what it does not understand grants nothing and hides nothing else."""
    def entry(one):
        return one if fits(one, ENTITLEMENT) else {"product": one["product"], "verdict": "denied", "reason": "other"}

    listed = it.get("checkOuts") if isinstance(it.get("checkOuts"), list) else []
    return {**it, "account": it["account"] if it.get("account") is not None and fits(it["account"], ACCOUNT) else None,
            "entitlements": [entry(one) for one in it["entitlements"] if fits(one, {"product": str, "name?": ANY})],
            "checkOuts": [one for one in listed if fits(one, STANDING)]}


def decode(text):
    """base64url, canonical and without padding."""
    try:
        data = base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except ValueError:
        raise Refused("corrupt") from None
    if base64.urlsafe_b64encode(data).rstrip(b"=") != text:
        raise Refused("corrupt")
    return data


def open_signed(jws, typ, find):
    """The payload of a compact JWS whose header is as it must be and whose signature is that of the key which `find` names."""
    parts = jws.split(b".")
    if len(jws) > MAX or len(parts) != 3 or len(parts[0]) > 4096:
        raise Refused("corrupt")
    text = decode(parts[0])
    header = parse(text, {"alg": str, "typ": str, "kid": str})
    if not text.startswith(b"{") or header["alg"] != "EdDSA" or header["typ"] != typ or "crit" in header:
        raise Refused("corrupt")
    x, signature = find(header["kid"]), decode(parts[2])
    if any(it[:31] + bytes([it[31] & 0x7F]) in SMALL for it in (x, signature[:32]) if len(it) == 32):
        raise Refused("corrupt")
    try:
        return PyJWS(algorithms=["EdDSA"]).decode(jws, key=Ed25519PublicKey.from_public_bytes(x), algorithms=["EdDSA"]), header["kid"]
    except (InvalidTokenError, ValueError):
        raise Refused("corrupt") from None


def signers(signed, typ, root):
    """The different keys of the root that signed it."""
    keys, good = {it["kid"]: decode(it["x"].encode()) for it in root["keys"]}, set()
    for one in [it for it in signed["signatures"] if fits(it, SIGNATURE)][:64]:
        with contextlib.suppress(Refused, KeyError):
            compact = ".".join([one["protected"], signed["payload"], one["signature"]]).encode()
            good.add(open_signed(compact, typ, keys.__getitem__)[1])
    return good


def follow(root, replacements):
    """The root that the replacements lead to."""
    last, before = root, None
    if len(replacements) > 16:
        raise Refused("corrupt")
    for signed in replacements:
        text = decode(signed["payload"].encode())
        new = parse(text, ROOT)
        xs = [decode(it["x"].encode()) for it in new["keys"] if (it["kty"], it["crv"]) == ("OKP", "Ed25519") and it["kid"]]
        fine = text.startswith(b"{") and len(xs) == len(new["keys"]) == len(set(xs)) == len({it["kid"] for it in new["keys"]})
        weak = any(len(x) != 32 or x[:31] + bytes([x[31] & 0x7F]) in SMALL for x in xs)
        if not fine or weak or not new["issuer"] or not new["version"] or not 1 <= new["threshold"] <= len(xs) <= 64:
            raise Refused("corrupt")
        if before is not None and new["version"] != before + 1:
            raise Refused("unknown_key")
        before = new["version"]
        if before <= root["version"]:
            continue
        enough = all(len(signers(signed, "policy-root+jws", it)) >= it["threshold"] for it in (last, new))
        if before != last["version"] + 1 or not enough or new["issuer"] != last["issuer"]:
            raise Refused("unknown_key")
        last = new
    return last


def key_set(data, root, lowest, lowest_root):
    if len(data) > MAX:
        raise Refused("corrupt")
    signed = parse(data, SIGNED)
    if sum(fits(it, SIGNATURE) for it in signed["signatures"]) > 64:
        raise Refused("corrupt")
    root, payload = follow(root, signed.get("roots", [])), signed["payload"].encode()
    if len(signers(signed, "policy-keys+jws", root)) < root["threshold"]:
        raise Refused("unknown_key")
    found = parse(decode(payload), KEYS)
    usable = [it for it in found["keys"] if fits(it, KEY) and (it["kty"], it["crv"]) == ("OKP", "Ed25519")]
    ordered = 0 <= found["iat"] < found["exp"] < 1 << 53 and all(it["kid"] and it["activates"] < it["retires"] for it in usable)
    names = {it["kid"] for it in usable}
    if not ordered or len(found["keys"]) > 64 or len(names) < len(usable) or any(len(decode(it.get("x", "").encode())) != 32 for it in usable):
        raise Refused("corrupt")
    if found["issuer"] != root["issuer"]:
        raise Refused("unknown_key")
    if found["version"] < lowest or root["version"] < lowest_root:
        raise Refused("rolled_back")
    return {it["kid"]: it for it in usable}, found["exp"]


def signed_for(data, typ, shape, keys, whom):
    """What a policy or a check-out says, and whether its key was in use at its `iat`."""
    published, end = keys

    def find(kid):
        if kid not in published or published[kid].get("revoked"):
            raise Refused("unknown_key")
        return decode(published[kid]["x"].encode())

    payload, kid = open_signed(data, typ, find)
    if not payload.startswith(b"{"):
        raise Refused("corrupt")
    it, key = parse(payload, shape), published[kid]
    if it["iss"] != whom["issuer"] or it["aud"] != "domicile":
        raise Refused("corrupt")
    if it["sub"] != whom["subject"] or it["machine"]["id"] != whom["machine"]:
        raise Refused("wrong_machine")
    return it, key["activates"] <= it["iat"] < key["retires"] and it["iat"] < end


def policy_for(data, keys, whom, root, machine):
    signed, in_use = signed_for(data, "policy+jwt", POLICY, keys, whom)
    it = {**understood(signed), "signed": signed}
    products = [one["product"].encode() for one in it["entitlements"]]
    ordered = 0 <= it["nbf"] <= it["iat"] < it["exp"] < 1 << 53 and it["iat"] <= it["refreshAfter"]
    longest = 43_200 + DAY * it["offlineDays"]
    if not ordered or it["offlineDays"] > 30 or it["exp"] - it["iat"] > longest or products != sorted(set(products)):
        raise Refused("corrupt")
    if not in_use:
        raise Refused("unknown_key")
    if whom["issuer"] != root["issuer"]:
        raise Refused("corrupt")
    if machine is not None and fingerprint(machine, whom) != whom["machine"]:
        raise Refused("wrong_machine")
    return it


def taken_along(folder, policy, keys, whom):
    """The check-outs that count beside this policy."""
    found = []
    with contextlib.suppress(Refused):
        data = read(folder, "check-outs.json") if policy.get("checkOuts") else None
        file = parse(data, CHECK_OUTS) if data and data.startswith(b"{") and len(data) <= MAX else {"documents": []}
        documents = [it for it in file["documents"] if isinstance(it, str)] if len(file["documents"]) <= 64 else []
        for document in documents:
            with contextlib.suppress(Refused):
                it, in_use = signed_for(document.encode(errors="replace"), "check-out+jwt", CHECK_OUT, keys, whom)
                ordered = 0 <= it["nbf"] <= it["iat"] < it["exp"] < 1 << 53 and it["exp"] - it["iat"] <= 30 * DAY
                ids = (it["iss"], it["sub"], it["jti"], it["product"], it["account"]["id"], it["machine"]["id"])
                same = (policy.get("account") or {}).get("id") == it["account"]["id"] and it["iat"] <= policy["iat"] + DAY
                named = any((one["id"], one["product"]) == (it["jti"], it["product"]) for one in policy["checkOuts"])
                if len(document) <= 12_288 and ordered and all(ids) and in_use and same and named and policy.get("withdrawn") is None:
                    found.append(it)
    return found


def fingerprint(machine, whom):
    parts = [it.encode() for it in (machine.strip(), whom["issuer"], whom["subject"])]
    data = b"domicile machine 1\0" + b"".join(len(it).to_bytes(8, "big") + it for it in parts)
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def accept(it, marks):
    if marks is None or it["epoch"] > marks["epoch"]:
        return
    if it["epoch"] < marks["epoch"] or it["version"] < marks["version"] or it["iat"] < marks["iat"]:
        raise Refused("rolled_back")
    it = it["signed"]
    said = json.dumps({**it, "jti": "", "machine": {**it["machine"], "name": ""}}, separators=(",", ":"), ensure_ascii=False)
    statement = base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest()).rstrip(b"=").decode()
    if (it["version"], it["iat"]) == (marks["version"], marks["iat"]) and statement != marks["statement"]:
        raise Refused("rolled_back")


def read(folder, name):
    try:
        with open(folder / name, "rb") as file:
            return file.read(MAX + 1)
    except FileNotFoundError:
        return None
    except OSError:
        raise Refused("corrupt") from None


def place(question):
    """The folder of this machine in a data folder."""
    home, machine = pathlib.Path(question["home"]), question["machine"]
    own = home / ("policy-" + hashlib.sha256(b"domicile policy folder 1\0" + machine.strip().encode()).hexdigest()[:32])
    return own if (own / "state.json").exists() else home / "policy"


def in_force(question, root):
    """The policy in force, the provable time and the check-outs that count, or Refused."""
    folder = pathlib.Path(question["folder"]) if "folder" in question else place(question)
    current, keys, state = (read(folder, name) for name in ("policy.jws", "keyset.json", "state.json"))
    previous = lambda: read(folder, "policy.prev.jws")
    if current is None and previous() is None:
        raise Refused("no_policy")
    if state is None:
        raise Refused("corrupt")
    state = parse(state, STATE)
    if keys is None:
        raise Refused("unknown_key")
    keys = key_set(keys, root, state.get("keysetVersion", 0), state.get("rootVersion", 0))

    def candidate(data):
        refused = Refused("wrong_machine")
        for whom in filter(None, (state.get("expected"), state.get("next"))):
            try:
                it = policy_for(data, keys, whom, root, question["machine"])
            except Refused as refusal:
                refused = refusal
                continue
            marks = next((one["marks"] for one in state.get("marks", []) if all(one["whom"][k] == whom[k] for k in WHOM)), None)
            accept(it, marks)
            return it, marks, whom
        raise refused

    try:
        if current is None:
            raise Refused("no_policy")
        it, marks, whom = candidate(current)
    except Refused as first:
        try:
            before = previous()
            if before is None:
                raise first
            it, marks, whom = candidate(before)
        except Refused:
            raise first from None
    soft, wall = state.get("soft", {}), question["wall"]
    passed = [it["iat"]] + ([marks["iat"]] if marks and marks["epoch"] == it["epoch"] else [])
    if soft.get("signedTime") is not None:
        passed.append(soft["signedTime"] + counted(soft.get("signedBoot"), question["boot"]))
    if soft.get("wallSeen") is not None:
        passed.append(soft["wallSeen"])
    if wall < max(passed) - DAY:
        raise Refused("clock_suspect")
    now, check_outs = max(passed + [wall]), taken_along(folder, it, keys, whom)
    if now >= max([it["exp"] + 21 * DAY] + [one["exp"] for one in check_outs]):
        raise Refused("no_policy")
    return it, now, check_outs


def counted(then, now):
    if then is None or now is None:
        return 0
    ids = (then.get("id"), now.get("id"))
    restarted = now["elapsed"] < then["elapsed"] or (None not in ids and ids[0] != ids[1])
    return max(0, now["elapsed"] if restarted else now["elapsed"] - then["elapsed"])


def numbers(version):
    parts = version.split(".")
    fine = all(re.fullmatch("[0-9]+", part) and int(part) in U64 for part in parts)
    return [int(part) for part in parts] if fine else None


def covers(versions, asked):
    asked, limits = numbers(asked), [versions.get("from"), versions.get("upTo")]
    limits = [None if it is None else numbers(it) or [] for it in limits]
    if asked is None or [] in limits:
        return False
    fill = lambda it: it + [0] * (64 - len(it))
    low, high = limits
    return (low is None or fill(asked) >= fill(low)) and (high is None or fill(asked[:len(high)]) <= fill(high))


REASONS = {"not_owned", "other_country", "country_without_entitlements", "restricted", "not_yet_started", "ended", "locked", "unaffiliated",
           "version_not_covered"}
CAUSES = {"removed": "unaffiliated", "unaffiliated": "unaffiliated", "locked": "locked", "disabled": "locked"}


def answer(question, root):
    """State, reason, checked out until."""
    def look():
        it, now, check_outs = in_force(question, root)
        names = {one["jti"] for one in check_outs}
        missing = now >= it["exp"] and any(one["id"] not in names for one in it.get("checkOuts", []))
        return it, now, check_outs, missing

    def again(first, refused):
        # A write may have been under way: once more while nobody writes.
        try:
            with open((pathlib.Path(question["folder"]) if "folder" in question else place(question)) / "cache.lock", "rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH)
                return look()
        except OSError:
            if refused is not None:
                raise refused from None
            return first

    try:
        found = look()
        it, now, check_outs, _ = again(found, None) if found[3] else found
    except Refused as refused:
        if str(refused) == "clock_suspect":
            return str(refused), None, None
        try:
            it, now, check_outs, _ = again(None, refused)
        except Refused as still:
            return str(still), None, None
    until = max((one["exp"] for one in check_outs if one["product"] == question["product"] and now < one["exp"]), default=None)
    if now >= it["exp"] and until is None:
        return "expired", None, None
    return *right(it, question, now), until


def right(it, question, now):
    entry = next((one for one in it["entitlements"] if one["product"] == question["product"]), None)
    named = lambda reason: reason if reason in REASONS else "other"
    if it.get("withdrawn") is not None:
        own = entry and entry.get("reason")
        cause = it["withdrawn"] if isinstance(it["withdrawn"], str) else ""
        return "not_entitled", named(own) if own is not None else CAUSES.get(cause, "other")
    if entry is None:
        return "not_entitled", "not_owned"
    if entry["verdict"] != "allowed":
        return "not_entitled", named(entry.get("reason"))
    if entry["usageType"] not in ("production", "evaluation", "trial"):
        return "not_entitled", "other"
    starts, ends, versions = (entry.get(name) for name in ("contractStarts", "contractEnds", "versions"))
    if starts is not None and now < starts:
        return "not_entitled", "not_yet_started"
    if versions is not None and question["version"] is not None and not covers(versions, question["version"]):
        return "not_entitled", "version_not_covered"
    if ends is not None and now > ends + entry.get("graceDays", 0) * DAY:
        return "not_entitled", "ended"
    if ends is not None and now > ends:
        return "grace", None
    if entry["usageType"] == "trial":
        return "trial", None
    return ("refresh_due" if it["refreshAfter"] <= now < it["exp"] else "valid"), None


if __name__ == "__main__":
    trusted = {"version": 1, **json.loads(pathlib.Path(sys.argv[1]).read_text())}
    for line in sys.stdin:
        state, reason, until = answer(json.loads(line), trusted)
        print(json.dumps({"state": state, "reason": reason, "until": until}), flush=True)
