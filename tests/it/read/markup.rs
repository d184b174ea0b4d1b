//! Captions laid out in Markdown or in lists: bold type and numbers say nothing, headings name what comes.

use super::{Row, find};

/// Somebody with a knife, a dog to their left, two bottles above a cooker.
const KITCHEN: &str = "
    image 1000x750
    person 0.95 at 380,150,620,740: emotion=happy 0.7
    oven 0.88 at 640,380,860,720
    bottle 0.76 at 660,280,690,370: colour=green 0.7
    bottle 0.71 at 700,285,728,370
    dog 0.90 at 220,500,350,745: colour=brown 0.7
    rejected cat 0.60 at 700,600,780,700
    scene kitchen 0.8
";

#[test]
fn bold_type_parts_nothing() {
    let rows: &[Row] = &[
        (
            "A **brown dog** sits next to a **woman** who is *smiling*.",
            "brown: colour supported; next to: 2D relation supported; smiling: emotion supported",
        ),
        (
            "A **green dog** is *to the right of* the **oven**.",
            "green: colour contradicted; to the right of: 2D relation contradicted",
        ),
        ("- **Dog**: brown, on the left", "Dog: object supported; brown: colour supported"),
        ("- **Cat**: brown", "Cat: object contradicted"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn numbers_of_a_list_count_nothing() {
    let rows: &[Row] = &[
        ("1. A woman is there.\n2. A dog sits.\n3. A cat sleeps.", "2: nothing; 3: nothing"),
        ("1. A woman is there.\n2. A cat sleeps.", "cat: object contradicted"),
        ("(1) A woman and (2) a dog.", "1: nothing; 2: nothing; dog: object supported"),
        ("A dog and bottles (2).", "2: count supported"),
        ("A dog and bottles (3).", "3: count contradicted"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn headings_do_not_say_that_anything_is_there() {
    let rows: &[Row] = &[
        ("**Animals**: There is one dog.", "Animals: nothing; dog: object supported"),
        ("### Cars and Pedestrians\nA dog sits.", "Cars: nothing; Pedestrians: nothing"),
        ("**Signs:** None", "Signs: nothing"),
        (
            "**Windows:** There are no windows.",
            "Windows: nothing; There are no windows: count supported",
        ),
        ("**Clothing and Accessories:** She smiles.", "Clothing: nothing; Accessories: nothing"),
        ("**Trees:** tall and old", "Trees: object unsupported"),
        ("**Two trees** stand there.", "trees: object unsupported"),
    ];
    find(KITCHEN, rows);
}
