//! Where texts stand, and what stands where by its text.

use super::{Row, find};

/// A shop front and a leaflet on it, a dog below.
const FRONT: &str = "
    image 1000x700
    dog 0.9 at 420,500,580,690: colour=brown 0.8
    text 0.95 at 350,40,650,100: GREENWOOD
    text 0.95 at 350,110,650,150: BAKERY
    text 0.95 at 60,560,160,600: OPEN
    text 0.95 at 840,560,940,600: CLOSED
    text 0.95 at 840,610,940,640: SUNDAYS
";

#[test]
fn a_text_stands_where_it_is_said_to_stand() {
    let rows: &[Row] = &[
        (
            "In the lower left one reads \"OPEN\", and in the lower right \"CLOSED\".",
            "In the lower left: place supported; in the lower right: place supported",
        ),
        (
            "\"OPEN\" is painted in the upper left corner.",
            "in the upper left corner: place contradicted",
        ),
        (
            "With \"CLOSED\" at the top and \"GREENWOOD\" at the bottom, the shop looks odd.",
            "at the top: place contradicted; at the bottom: place contradicted",
        ),
        (
            "The word \"GREENWOOD\" stands above \"BAKERY\", which in turn comes above \"OPEN\".",
            "above: 2D relation supported",
        ),
        (
            "\"BAKERY\" is written above \"OPEN\" and to the right of \"CLOSED\".",
            "above: 2D relation supported; to the right of: 2D relation contradicted",
        ),
        (
            "At the bottom right one reads \"CLOSED\", and just below it \"SUNDAYS\".",
            "just below: 2D relation supported",
        ),
        (
            "The lettering \"OPEN\" can be seen to the left of the dog.",
            "to the left of: 2D relation supported",
        ),
        (
            "Text: \"GREENWOOD\", top center; \"CLOSED\", lower left.",
            "top center: place supported; lower left: place contradicted",
        ),
        ("Text: \"OPEN\" at the top.", "at the top: place contradicted"),
        ("A dog dozes below the word \"BAKERY\".", "below: 2D relation supported"),
        ("A dog dozes above the word \"BAKERY\".", "above: 2D relation contradicted"),
    ];
    find(FRONT, rows);
}

#[test]
fn what_bears_a_text_is_where_that_is() {
    let rows: &[Row] = &[
        ("On the right, a small placard says \"CLOSED\".", "On the right: place supported"),
        ("A leaflet on the left reads \"OPEN\".", "on the left: place supported"),
        (
            "There is a watermark that says \"OPEN\" in the lower left corner.",
            "in the lower left corner: place supported",
        ),
        (
            "A dog sits on the left, below a board with the word \"BAKERY\".",
            "on the left: place contradicted",
        ),
    ];
    find(FRONT, rows);
}

#[test]
fn what_is_said_not_to_be_written() {
    let rows: &[Row] = &[
        ("Nowhere is \"TAXI\" to be read.", "\"TAXI\": text supported"),
        (
            "The sign says \"OPEN\", not \"MILL\".",
            "\"OPEN\": text supported; \"MILL\": text unsupported",
        ),
        ("It reads \"OPEN\", not \"CLOSED\".", "\"CLOSED\": text contradicted"),
    ];
    find(FRONT, rows);
}

#[test]
fn parts_of_what_is_not_there() {
    let rows: &[Row] = &[
        ("A dog lies among green leaves.", "leaves: object unsupported"),
        ("A dog wags its tail.", "tail: other unchecked"),
        ("A logo hangs above a dog.", "logo: object unsupported"),
        ("A blue clothes peg lies beside a dog.", "clothes peg: object unsupported"),
    ];
    find(FRONT, rows);
}

#[test]
fn it_reads_may_be_of_the_picture_but_not_of_what_was_named() {
    let rows: &[Row] = &[
        (
            "A mug bears the text \"TEA\". Text in the picture reads \"OPEN\". It goes on: \"CLOSED\".",
            "\"CLOSED\": text supported",
        ),
        ("The mug bears the text \"CLOSED\".", "\"CLOSED\": text contradicted"),
        ("There is a dog and a mug. The mug says \"OPEN\".", "\"OPEN\": text contradicted"),
        ("There is a mug with \"TEA\" on it on the right.", "on the right: place supported"),
        (
            "A mug with \"TEA\" and \"OPEN\" on it is on the left.",
            "on the left: place contradicted",
        ),
    ];
    let mug = format!("{FRONT} mug 0.9 at 700,300,800,400\n text 0.9 on 2 at 720,330,780,360: TEA");
    find(&mug, rows);
}

/// A shelf that bears a word, a notice, a board with a number and a measure.
const SHELVES: &str = "
    image 1000x700
    bookcase 0.9 at 20,60,420,690: depth=0.4 0.7
    bookcase 0.9 at 600,60,980,690: depth=0.6 0.7
    person 0.9 at 430,200,560,690
    text 0.95 on 1 at 100,90,330,140: TRAVEL
    text 0.95 on 2 at 680,90,850,140: POETRY
    text 0.95 at 440,20,560,60: NO PARKING
    text 0.95 at 440,70,560,100: DEPTH 1.8 M
    text 0.95 at 440,110,560,140: ORDER 37
    text 0.95 at 440,150,560,170: many students build their projects here
";

#[test]
fn what_is_read_is_text_in_small_letters_too() {
    let rows: &[Row] = &[
        ("The poetry shelf is nearer than the travel shelf.", "poetry: text supported"),
        ("A person travels.", "travels: other unchecked"),
        ("A no parking sign.", "no parking: text supported"),
        ("A parking sign.", "parking: nothing"),
        ("A page that mentions projects and their challenges.", "projects: text supported"),
        ("The pool is 1.8 m deep.", "1.8 m: text supported"),
        ("Lettering gives the depth as 1.9 m.", "1.9 m: text contradicted"),
        ("The pool is 1.9 m deep.", "1.9 m: nothing"),
        ("Now order 73 is up.", "order 73: text contradicted"),
        ("Now order 37 is up.", "order 37: text supported"),
        ("The address www.parking.com is on the wall.", "www.parking.com: text contradicted"),
    ];
    find(SHELVES, rows);
}

#[test]
fn what_a_text_tells_is_not_seen() {
    let rows: &[Row] = &[
        ("The sign asks drivers not to leave their cars here.", "cars: object unchecked"),
        ("A book about whales lies on the shelf.", "whales: object unchecked"),
        ("A man asks a woman for a car.", "car: object unsupported"),
    ];
    find(SHELVES, rows);
}

#[test]
fn capitals_go_on_over_small_words_and_times() {
    let rows: &[Row] = &[
        ("The sign says OPEN TILL 18:00.", "OPEN TILL 18:00: text contradicted"),
        ("OPEN TILL 16:00 it says.", "OPEN TILL 16:00: text supported"),
        ("CAKES 80p A SLICE, well worth it.", "CAKES 80p A SLICE: text contradicted"),
    ];
    find(
        "image 1000x700\n text 0.95 at 350,40,650,100: OPEN TILL 16:00\n \
         text 0.95 at 350,140,650,200: CAKES 50p A SLICE",
        rows,
    );
}

#[test]
fn capitals_that_stress_or_head_are_no_text() {
    let rows: &[Row] = &[
        ("A man with a HUGE dog waits.", "HUGE: size supported"),
        ("There are THREE dogs here.", "THREE: count contradicted"),
        ("The sign there says LATE again.", "LATE: text unsupported"),
        ("STREET SCENE. A dog waits.", "STREET SCENE: nothing"),
        ("LEFT: a dog.", "LEFT: place contradicted; dog: object supported"),
        ("A dog waits. Photo: PA", "PA: nothing"),
        ("A dog (AP Photo/John Smith)", "AP: nothing; dog: object supported"),
        ("Photo: a kitten", "kitten: object unsupported"),
    ];
    find("image 1000x700\n dog 0.9 at 420,200,780,690", rows);
}

#[test]
fn numbers_are_parts_of_texts_and_tell_texts_apart() {
    let rows: &[Row] = &[
        ("The No 73 pulls in.", "73: text supported; No 73: nothing"),
        ("73 to oxford circus, late as ever", "oxford circus: text supported"),
        ("A woman waits beside the bed 12.", "bed 12: text supported; bed: object supported"),
        ("A woman waits in bed 14.", "bed 14: text contradicted"),
    ];
    find(
        "image 1000x700\n bed 0.9 at 20,300,480,690\n person 0.9 at 60,320,300,560\n \
         text 0.95 at 500,40,950,100: 73 OXFORD CIRCUS\n text 0.95 at 60,40,260,100: BED 12",
        rows,
    );
}

#[test]
fn misquoted_words_are_told_from_slips() {
    let rows: &[Row] = &[
        ("The word MOTEL is painted there.", "MOTEL: text contradicted"),
        ("The sign says HOSTEL.", "HOSTEL: text contradicted"),
        ("The sign says HOTELS.", "HOTELS: text supported"),
        ("The sign says ZEBRA.", "ZEBRA: text unsupported"),
        ("The sign says POLITE NOTICE.", "POLITE NOTICE: text contradicted"),
        ("It says PRO xtraX.", "PRO xtraX: text supported"),
        ("The size is 512 x 384 pixels.", "512 x 384 pixels: text supported"),
        ("\"Wivenhoe Park\" can be read.", "\"Wivenhoe Park\": text weak"),
        ("The small lettering says the sheep.", "the sheep: text contradicted; sheep: nothing"),
        ("A sheep stands there.", "sheep: object unsupported"),
        ("12/17 is printed on the right.", "12/17: text supported"),
        ("PRO xtraX is printed between HOTEL and THE SHIP.", "between: 2D relation supported"),
        ("HOTEL is written between PRO xtraX and THE SHIP.", "between: 2D relation contradicted"),
        (
            "It reads \"HOTEL\" and \"THE SHIP\", the former above the latter.",
            "above: 2D relation supported",
        ),
        (
            "It reads \"HOTEL\" and \"THE SHIP\", the former below the latter.",
            "below: 2D relation contradicted",
        ),
        ("The word \"MOTEL\" cannot be read anywhere.", "\"MOTEL\": text supported"),
        ("The word \"HOTEL\" is not written here.", "\"HOTEL\": text contradicted"),
        ("The sign lists four places: HOTEL.", "four: nothing; HOTEL: text supported"),
        ("There is no text in this picture.", "There is no text: text contradicted"),
        ("A cow rests, and the text at the top says MOTEL.", "MOTEL: text contradicted"),
    ];
    find(
        "image 1000x700\n cow 0.9 at 20,500,300,690\n text 0.95 at 350,40,650,100: HOTEL\n \
         text 0.95 at 350,110,650,150: PROxtraX\n text 0.95 at 350,300,650,350: THE SHIP\n \
         text 0.95 at 20,20,200,60: POLICE NOTICE\n \
         text 0.95 at 20,80,200,100: 512 × 384 pixels\n text 0.95 at 800,80,900,100: 12/17\n \
         text 0.36 at 700,600,980,640: Wivennioe Park",
        rows,
    );
    let rows: &[Row] = &[
        ("The lettering says HOTEL BAR.", "HOTEL BAR: text unsupported"),
        ("The lettering says GRAND HOTEL.", "GRAND HOTEL: text contradicted"),
    ];
    find("image 1000x700\n text 0.95 at 350,40,650,100: HOTEL", rows);
}
