//! "Two on the left, three in the middle, one on the right": beside a left or a right, the middle is a column.

use crate::fusion::read::claim::{Body, Cells, Claim, Reading, Reference};

/// Makes such a middle as high as the picture.
pub(super) fn widen(reading: &mut Reading) {
    let group = |c: &Claim| match c.subjects.first().map(Vec::as_slice) {
        Some([ix]) => match reading.phrases[*ix].refers {
            Some(Reference::Among(group)) => Some((group, c.sentence)),
            _ => None,
        },
        _ => None,
    };
    let sides: Vec<_> = reading
        .claims
        .iter()
        .filter_map(|c| match (&c.body, group(c)) {
            (Body::Place(Cells { columns, rows: [true, true, true], .. }), Some(group)) => {
                Some((*columns, group))
            }
            _ => None,
        })
        .collect();
    let between: Vec<usize> = (0..reading.claims.len())
        .filter(|at| {
            let claim = &reading.claims[*at];
            let middle = matches!(
                claim.body,
                Body::Place(Cells {
                    columns: [false, true, false],
                    rows: [false, true, false],
                    ..
                })
            );
            let among = group(claim).filter(|_| middle);
            let at_side = |side: [bool; 3]| among.is_some_and(|g| sides.contains(&(side, g)));
            at_side([true, false, false]) || at_side([false, false, true])
        })
        .collect();
    for at in between {
        if let Body::Place(cells) = &mut reading.claims[at].body {
            cells.rows = [true; 3];
        }
    }
}
