//! Words that name no thing in the picture, though they look like it: parts, idioms, origins, hopes, verbs.

use super::{Row, STREET, find};

#[test]
fn what_a_thing_has_is_a_part_of_it() {
    let rows: &[Row] = &[
        ("A dog, whose glossy coat gleams, waits.", "coat: nothing"),
        ("A dog with a shaggy brown coat.", "coat: other unchecked"),
        ("A man, his face alight, by a bus.", "face: other unchecked"),
        ("A man in a brown coat.", "coat: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn idioms_origins_and_hopes_name_nothing() {
    let rows: &[Row] = &[
        ("A bus, red from bow to stern.", "bow: nothing; stern: nothing"),
        ("A patchwork of colours.", "patchwork: nothing"),
        ("A bus in a street in Lisbon.", "Lisbon: nothing"),
        ("A Danish bus and a Tuscan dog.", "Danish: other unchecked; Tuscan: other unchecked"),
        ("The dog sits there, hoping for a biscuit.", "biscuit: object unchecked"),
        ("A man holds his umbrella upright.", "upright: other unchecked"),
        ("The Soviet bus stands on a Lisbon street.", "Soviet: other unchecked; Lisbon: nothing"),
        ("An HDR photo of a bus at street level.", "HDR: nothing; street: nothing"),
        ("A man tosses a basketball; the ball is orange.", "ball: nothing"),
        ("Beside a station wagon, behind the wagon.", "wagon: nothing"),
        (
            "A dog with two bright highlights in its eyes.",
            "two: nothing; highlights: other unchecked",
        ),
        ("A ladder has been set up behind the bus.", "set: nothing; bus: object supported"),
        ("A dog near people who cross a bridge.", "cross: nothing; bridge: object unsupported"),
        ("The men who cross the road are tall.", "cross: nothing; road: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn the_camera_that_somebody_looks_at_is_not_in_the_picture() {
    let rows: &[Row] = &[
        ("A woman looks straight at the camera.", "camera: nothing"),
        ("Facing the lens, the man smiles.", "lens: nothing"),
        ("The dog's eyes are fixed on the camera.", "camera: nothing"),
        ("The dog seems to be looking at the camera.", "camera: nothing"),
        ("A man holds the camera.", "camera: object unsupported"),
        ("A woman looks at her camera.", "camera: object unsupported"),
        ("The camera is black.", "camera: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn verbs_in_s_are_no_things() {
    let rows: &[Row] = &[
        (
            "A man stands there while the bus next to her stands empty.",
            "next to: 2D relation supported",
        ),
        ("The woman by the bus beams at the dog.", "beams: emotion supported"),
        ("A man sips champagne from a cup.", "champagne: fine name unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn where_somebody_looks_is_not_told() {
    let rows: &[Row] = &[
        ("A man looks at the dog.", "looks at: person-object unchecked"),
        ("A person is facing slightly to the right.", "to the right: other unchecked"),
        ("The dog, turned a little to the right, waits.", "to the right: other unchecked"),
        ("The dog is a little to the left of the bus.", "little: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn what_a_thing_is_likened_to_is_not_there() {
    let rows: &[Row] = &[
        ("A bus, red as a postbox.", "red: colour supported; postbox: nothing"),
        ("The dog sits like a statue by the bus.", "statue: nothing; bus: object supported"),
        ("The bus is as big as a house.", "house: nothing"),
        ("A dog made of clay.", "clay: nothing"),
        ("The man waves, as though he saw a friend.", "friend: nothing"),
        ("Animals like a sheep and a dog.", "sheep: object unsupported; dog: object supported"),
    ];
    find(STREET, rows);
}

/// A harbour, with a boat and somebody in a red jersey.
const HARBOUR: &str = "
    image 1000x600
    boat 0.9 at 500,200,900,500: colour=white 0.8
    person 0.9 at 100,150,250,590
    jersey 0.8 at 120,220,230,360: colour=red 0.8
    scene harbor 0.8
";

#[test]
fn a_setting_has_many_names_and_another_one_is_beyond_the_evidence() {
    let rows: &[Row] = &[
        ("A boat in the harbour.", "harbour: object supported"),
        ("A boat in the port.", "port: object supported"),
        ("A man in a kitchen.", "kitchen: scene unchecked"),
        ("A man on a lawn.", "lawn: object unsupported"),
    ];
    find(HARBOUR, rows);
}

#[test]
fn clothes_in_somebodys_box_are_theirs() {
    let rows: &[Row] = &[("A man in red.", "red: colour supported")];
    find(HARBOUR, rows);
}

#[test]
fn what_only_looks_like_a_thing() {
    let rows: &[Row] = &[
        ("A man looks for a place; you cannot table a complaint.", "table: nothing"),
        ("Do not book the bus.", "book: nothing"),
        ("The man is safe.", "safe: other unchecked"),
        ("The man looks grave by the bus.", "grave: nothing"),
        ("A safe stands by the bus.", "safe: object unsupported"),
        ("Modern remote work by a bus.", "remote: nothing"),
        ("The dog is searching for food.", "food: object unchecked"),
        ("The dog could use some water.", "water: object unchecked"),
        ("The dog, resembling a small bear, sits.", "bear: nothing"),
        ("The dog is larger than a cat.", "cat: nothing"),
        ("The dog is as big as a calf.", "big: nothing; calf: nothing"),
        ("The dog sits like a king on his throne.", "throne: nothing"),
        ("The dog sits like a statue by the bus.", "statue: nothing; bus: object supported"),
        ("The bus is the size of a house.", "house: nothing"),
        ("A hut built of wood and stone.", "stone: nothing"),
        ("The dog needs a bath.", "bath: object unchecked"),
        ("That speaks volumes.", "volumes: nothing"),
        ("It makes the bus look like a toy.", "toy: nothing"),
        ("Nearer the lens sits a dog.", "lens: nothing; dog: object supported"),
        ("It speaks of craft.", "craft: object unchecked"),
        ("The palm of a hand faces up.", "palm: nothing"),
        ("The date is 8-1-19.", "date: nothing"),
        ("A man on a windy day, with a bus behind him.", "on: nothing; bus: object supported"),
    ];
    find(STREET, rows);
}

#[test]
fn what_somebody_is_on_or_under_is_named_as_well() {
    let rows: &[Row] = &[
        ("A dog on a leash.", "leash: object unsupported"),
        ("The dog is not on a leash.", "leash: object supported"),
        ("The man is not wearing a hat.", "hat: object supported"),
        ("A man on the phone.", "phone: object unsupported"),
        ("A man under an umbrella.", "umbrella: object unsupported"),
        ("The man stands not in front of a window but by the bus.", "window: object unsupported"),
        ("There are leaves on the bus.", "leaves: object unsupported"),
        ("The bus is surrounded by green leaves.", "leaves: object unsupported"),
        ("A man leaves.", "leaves: nothing"),
        ("Dusk settles over the bus.", "settles: other unchecked"),
        ("Three cooks in a bus.", "cooks: object supported"),
        ("The bus's lettering reads CITY TOURS.", "bus: object supported"),
        ("A wall of animal prints.", "animal: nothing; animal prints: object unsupported"),
        ("A dog by the tracks.", "tracks: object unsupported"),
        ("A man leans on a railing.", "railing: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn where_pictures_were_taken_and_what_things_are_like() {
    let rows: &[Row] = &[
        ("A man walks past the Royal Infirmary.", "Royal Infirmary: fine name unsupported"),
        ("A bus at the kerb, Leicester, on Tuesday.", "Leicester: nothing"),
        ("It may be late, though I'm not sure.", "I'm: nothing"),
        ("Patient as a cow, the bus waits.", "cow: nothing"),
        ("A man dressed as a cow.", "cow: nothing"),
        ("No parking meter stands there.", "No parking meter: count supported"),
        ("There is no dog, nor do I see a cat.", "cat: nothing"),
        ("A bus in the drizzle.", "drizzle: other unchecked"),
        ("A nurse in green scrubs.", "scrubs: object unsupported"),
        ("Riders in red lead the way.", "lead: nothing"),
        ("Animals: one dog.", "Animals: object weak"),
    ];
    find(STREET, rows);
}

#[test]
fn idioms_are_anybodys_and_in_all_forms() {
    let rows: &[Row] = &[
        ("The man sets out his stall by the bus.", "stall: nothing; bus: object supported"),
        ("A man is setting out her stall.", "stall: nothing"),
        ("A stall stands by the bus.", "stall: object unsupported"),
        ("The dog barks at the top of its lungs.", "top: nothing; lungs: nothing"),
        (
            "The bus takes up the lion's share of the road.",
            "lion: nothing; road: object unsupported",
        ),
        ("A lion by the bus.", "lion: fine name unsupported"),
        ("A bird's-eye view of a bus.", "bird: nothing; bus: object supported"),
        ("A bird's wing.", "bird: object unsupported"),
        ("A flamboyant man by a vintage bus.", "flamboyant: nothing; vintage: other unchecked"),
        ("The man is in two minds.", "two: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn what_is_likened_or_a_figure_is_not_there() {
    let rows: &[Row] = &[
        ("The bus turns with the stately grace of an ocean liner.", "ocean liner: nothing"),
        ("An ocean liner behind the bus.", "ocean liner: object unsupported"),
        ("Like a ship in a storm, the bus sways.", "ship: nothing; bus: object supported"),
        ("Clouds hang like scraps of cotton wool.", "cotton wool: nothing"),
        ("There's nothing like a good bus.", "bus: object supported"),
        ("The brown of the dog is the brown of a chestnut.", "chestnut: nothing"),
        ("The man is putty in her hands.", "putty: nothing"),
        ("The man uses a ball as a mask.", "ball: object unsupported; mask: nothing"),
        ("A bus with wooden beams.", "with wooden beams: nothing; bus: object supported"),
        ("The bus is ready for launch.", "launch: nothing"),
        ("A small model of a rocket.", "model: nothing; rocket: object unsupported"),
        ("A person poses for an official portrait.", "official: nothing"),
        ("A model rocket stands there.", "model rocket: object unsupported; model: nothing"),
        ("Four lattice towers.", "towers: object unsupported; lattice: nothing"),
        ("The man is a machine.", "machine: nothing"),
        ("The bus is a tram.", "tram: object contradicted"),
        ("The dog has amber eyes.", "amber: colour unchecked"),
        ("Its eye is like the surface of the moon.", "moon: nothing"),
        ("\"You'll never guess,\" she said by the bus.", "\"You'll never guess,\": nothing"),
        ("\"WAY OUT\" is written on the bus.", "\"WAY OUT\": text contradicted"),
    ];
    find(STREET, rows);
}
