#!/usr/bin/env python3
"""Repeats a published draw of experts from its file (linxuan-draw/1) and says whether it comes out the same.

    python3 tools/repeat_draw.py DRAW.json [--expect DIGEST]

Plain Python 3.8 or later, nothing to install, no code of the program: written from docs/formats/draw.md alone.
--expect names the digest of the announcement as it was noted before the draw.
Ends with 0 where the draw comes out the same, 1 where it does not, 65 where the file is no draw.
"""

import hashlib
import itertools
import json
import sys

HASHES = {"rfc3797-md5": hashlib.md5, "rfc3797-sha256": hashlib.sha256}


class Malformed(Exception):
    """The file is no draw that could be repeated."""


def read(path):
    def members(pairs):
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names):
            raise Malformed("a member stands twice")
        return dict(pairs)

    with open(path, "rb") as file:
        draw = json.loads(file.read().decode("utf-8-sig"), object_pairs_hook=members)
    if not isinstance(draw, dict) or draw.get("format") != "linxuan-draw/1":
        raise Malformed("the format is not linxuan-draw/1")
    if draw["method"] not in HASHES:
        raise Malformed(f"there is no method {draw['method']}")
    if [entry[0] for entry in draw["pool"]] != list(range(1, len(draw["pool"]) + 1)):
        raise Malformed("the pool is not numbered from 1")
    if len({entry[1] for entry in draw["pool"]}) != len(draw["pool"]):
        raise Malformed("an expert stands twice in the pool")
    if "seed" in draw and (len(draw["seed"]) != 64 or set(draw["seed"]) - set("0123456789abcdef")):
        raise Malformed("the seed is not 64 lower-case hexadecimal digits")
    for source in draw.get("numbers", []):
        if not all(type(number) in (int, float, str) and int(number) == float(number) >= 0 for number in source):
            raise Malformed("a public number is no whole number of at least 0")
    return draw


def announcement(draw):
    """The lines that the digest of the announcement covers."""
    yield "linxuan-draw/1"
    yield "call", draw["call"]
    yield "category", draw["category"]
    yield "number", draw["number"]
    yield "at", draw["at"]
    yield "method", draw["method"]
    yield "experts", draw["experts"]
    for share in draw["minima"]:
        yield "minimum", share["specialty"], share["minimum"]
    if draw.get("perRegion") is not None:
        yield "perRegion", draw["perRegion"]
    if draw.get("reason") is not None:
        yield "reason", draw["reason"]
    if draw["rehearsal"]:
        yield "rehearsal"
    if draw.get("lottery") is not None:
        yield "lottery", draw["lottery"]
    yield "seed", draw["seedDigest"]
    for source in draw["sources"]:
        yield "source", source["count"], source["at"], source["name"]
    for number, expert, specialty, region in draw["pool"]:
        yield "ticket" if draw.get("lottery") is not None else "expert", number, expert, specialty, region


def digest_of_announcement(draw):
    lines = ((line,) if isinstance(line, str) else line for line in announcement(draw))
    text = "".join("\t".join(str(word) for word in line) + "\n" for line in lines)
    return hashlib.sha256(text.encode()).hexdigest()


def key(seed, numbers):
    """RFC 3797, section 4: each source's numbers in ascending order; the seed is the first source."""
    sources = [[int.from_bytes(seed, "big")]] + [sorted(int(number) for number in source) for source in numbers]
    return "".join("".join(f"{number}." for number in source) + "/" for source in sources)


def order(count, text, method):
    """RFC 3797: round i takes the digest of i, the key and i, modulo those left, from those left."""
    left, drawn = list(range(1, count + 1)), []
    for i in range(count):
        mark = i.to_bytes(2, "big")
        value = int.from_bytes(HASHES[method](mark + text.encode() + mark).digest(), "big")
        drawn.append(left.pop(value % len(left)))
    return drawn


def can_be_met(places, needs, room, left):
    """Whether so many places can be filled from those left, with the needs of specialties and the room of regions.

    By Hall's theorem: all regions give enough in all, and for any specialties together they give what these need.
    """
    def most(specialties):
        there = dict.fromkeys(room, 0)
        for (specialty, region), count in left.items():
            if specialty in specialties:
                there[region] += count
        return sum(min(space, there[region]) for region, space in room.items())

    needy = [specialty for specialty, need in needs.items() if need > 0]
    if sum(needs[specialty] for specialty in needy) > places:
        return False
    if most({specialty for specialty, _ in left} | set(needy)) < places:
        return False
    return all(
        sum(needs[specialty] for specialty in some) <= most(set(some))
        for size in range(1, len(needy) + 1) for some in itertools.combinations(needy, size))


def select(draw, numbers):
    """Goes through the order once and takes each expert with whom the quotas can still be met."""
    strata = {number: (specialty, region) for number, _, specialty, region in draw["pool"]}
    limit = draw["perRegion"] if draw.get("perRegion") is not None else len(strata)
    places = draw["experts"]
    needs = {share["specialty"]: share["minimum"] for share in draw["minima"]}
    room = {region: limit for _, region in strata.values()}
    left = {}
    for stratum in strata.values():
        left[stratum] = left.get(stratum, 0) + 1
    if not can_be_met(places, needs, room, left):
        raise Malformed("the pool cannot meet the quotas")
    drawn, reserves = [], []
    for number in numbers:
        specialty, region = stratum = strata[number]
        left[stratum] -= 1
        after = {**needs, specialty: max(0, needs.get(specialty, 0) - 1)}
        space = {**room, region: room[region] - 1}
        if places > 0 and room[region] > 0 and can_be_met(places - 1, after, space, left):
            places, needs, room = places - 1, after, space
            drawn.append(number)
        else:
            reserves.append(number)
    return drawn, reserves


def differences(draw, expected):
    digest = digest_of_announcement(draw)
    if expected is not None and expected != digest:
        yield f"the announcement's digest is {digest}, not {expected} as noted before"
    if draw["digest"] != digest:
        yield f"the announcement's digest is {digest}, not {draw['digest']} as published"
    seed = bytes.fromhex(draw["seed"])
    if len(seed) != 32 or hashlib.sha256(seed).hexdigest() != draw["seedDigest"]:
        yield "the seed revealed does not have the digest that was published before the draw"
        return
    if [len(source) for source in draw["numbers"]] != [source["count"] for source in draw["sources"]]:
        yield "there are not as many public numbers as the announced sources give"
        return
    text = key(seed, draw["numbers"])
    drawn, reserves = select(draw, order(len(draw["pool"]), text, draw["method"]))
    if drawn != draw["drawn"]:
        yield f"repeated, those drawn are {drawn}"
    if reserves != draw["reserves"]:
        yield f"repeated, the reserves are {reserves}"


def main(arguments):
    expected = None
    if "--expect" in arguments[1:]:
        place = arguments.index("--expect")
        expected = arguments[place + 1] if place + 1 < len(arguments) else ""
        arguments = arguments[:place] + arguments[place + 2:]
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        draw = read(arguments[0])
        if "drawn" not in draw:
            print(f"announced, not drawn yet; digest {digest_of_announcement(draw)}", file=sys.stderr)
            return 1
        found = list(differences(draw, expected))
    except (Malformed, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        print(f"{arguments[0]}: not a draw that can be repeated: {fault}", file=sys.stderr)
        return 65
    for difference in found:
        print(difference)
    if found:
        return 1
    print(f"repeated: {len(draw['drawn'])} of {len(draw['pool'])} drawn for {draw['category']}, "
          f"{len(draw['reserves'])} reserves, all as published; digest {digest_of_announcement(draw)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
