//! "Two on the left, three in the middle, one on the right": beside a left or a right, the middle is a column.

use crate::fusion::read::claim::{Body, Cells, Claim, Reading, Reference};

/// Makes such a middle as high as the picture.
pub(super) fn widen(reading: &mut Reading) {
    beside_a_row(reading);
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

/// "At the bottom of the picture, in the middle": beside a row that was told of the same thing the middle is a column,
/// beside a side it is a row.
fn beside_a_row(reading: &mut Reading) {
    let middles: Vec<usize> =
        (0..reading.claims.len()).filter(|at| is_middle(reading, *at)).collect();
    for at in middles {
        let claim = &reading.claims[at];
        let others = reading.claims.iter().filter_map(|c| match &c.body {
            Body::Place(cells) if c.subjects.first() == claim.subjects.first() => Some(*cells),
            _ => None,
        });
        let told = others.filter(|cells| !cells.is_middle());
        // "In the center foreground": how high, the depth says.
        let deep = reading.claims.iter().any(|c| {
            matches!(c.body, Body::Depth(_))
                && c.subjects.first() == claim.subjects.first()
                && c.span.start.checked_sub(claim.span.end).is_some_and(|gap| gap <= 1)
        });
        let (mut row, mut column) = (deep, false);
        for cells in told {
            row |= cells.columns == [true; 3];
            column |= cells.rows == [true; 3];
        }
        let one = claim.subjects.first().is_some_and(|g| match g.as_slice() {
            [ix] => !reading.phrases[*ix].is_many(),
            _ => false,
        });
        if let Body::Place(cells) = &mut reading.claims[at].body {
            if row && one {
                cells.rows = [true; 3];
            } else if column && one {
                cells.columns = [true; 3];
            }
        }
    }
}

fn is_middle(reading: &Reading, at: usize) -> bool {
    let claim = &reading.claims[at];
    matches!(claim.body, Body::Place(cells) if cells.is_middle() && cells.rows == [false, true, false])
        && !claim.negated
}
