//! The one coloured lamp. It says what is to be done and never what was chosen: a neighbour sees it too.

use crate::state::screen::Screen;

/// Red, green, blue, 0 to 255 each.
pub type Rgb = [u8; 3];

/// No light.
pub const OFF: Rgb = [0, 0, 0];
/// Waiting to speak.
pub const GREEN: Rgb = [0, 160, 0];
/// The floor is yours.
pub const RED: Rgb = [255, 0, 0];
/// A vote is open, and nothing is recorded.
pub const YELLOW: Rgb = [255, 160, 0];
/// Recorded.
pub const WHITE: Rgb = [120, 120, 120];
/// Something is wrong: raise a hand.
pub const MAGENTA: Rgb = [255, 0, 160];
/// Pairing, connecting.
pub const BLUE: Rgb = [0, 0, 120];

/// The colour while `screen` stands.
pub fn lamp(screen: &Screen<'_>) -> Rgb {
    match screen {
        Screen::Searching { .. } | Screen::Pairing { .. } | Screen::Unknown => BLUE,
        Screen::Lost { .. }
        | Screen::NotRecording { .. }
        | Screen::Refused { .. }
        | Screen::Unsure { .. } => MAGENTA,
        Screen::Vote { .. } | Screen::Confirm { .. } | Screen::Absent { .. } => YELLOW,
        Screen::Sending { late, .. } => {
            if *late {
                MAGENTA
            } else {
                YELLOW
            }
        }
        Screen::Receipt { .. } => WHITE,
        Screen::Floor { .. } => RED,
        Screen::Queue { .. } | Screen::Withdraw { .. } => GREEN,
        Screen::Home { waiting, vote, .. } => match (waiting, vote) {
            (_, true) => YELLOW,
            (Some(_), false) => GREEN,
            (None, false) => OFF,
        },
        Screen::Doors
        | Screen::BatteryLow { .. }
        | Screen::Held { .. }
        | Screen::Hands { .. }
        | Screen::Agenda { .. }
        | Screen::Kinds { .. }
        | Screen::Device { .. } => OFF,
    }
}
