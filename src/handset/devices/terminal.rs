//! A handheld in a terminal: keys from the keyboard, the picture in half blocks, the lamp as a coloured dot.

use super::DeviceError;
use super::picture::Picture;
use embedded_graphics::pixelcolor::{Rgb888, RgbColor as _};
use nghitruong_handheld::lamp::Rgb;
use nghitruong_handheld::sheet::Sheet;
use nghitruong_handheld::state::facts::Key;
use nghitruong_handheld::view::Panel;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::Path;
use std::process::Command;
use tokio::sync::mpsc;

/// The picture of `sheet` in half blocks, two points above each other in a letter, framed.
pub fn picture(sheet: &Sheet, panel: Panel) -> String {
    let picture = Picture::of(sheet, panel);
    let (wide, high) = picture.size();
    let mut out = format!("┌{}┐\n", "─".repeat(wide));
    for y in (0..high).step_by(2) {
        out.push('│');
        let pairs = (0..wide).map(|x| (picture.colour(x, y), picture.colour(x, y + 1)));
        match panel {
            Panel::Oled | Panel::Paper => out.extend(pairs.map(|(above, below)| {
                match (above == Rgb888::WHITE, below == Rgb888::WHITE) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                }
            })),
            Panel::Colour => coloured(pairs, &mut out),
        }
        out.push_str("│\n");
    }
    let _ = write!(out, "└{}┘", "─".repeat(wide));
    out
}

fn coloured(pairs: impl Iterator<Item = (Rgb888, Rgb888)>, out: &mut String) {
    let mut before = None;
    for pair in pairs {
        if before != Some(pair) {
            let (above, below) = pair;
            let _ = write!(out, "\x1b[38;2;{};{};{}m", above.r(), above.g(), above.b());
            let _ = write!(out, "\x1b[48;2;{};{};{}m", below.r(), below.g(), below.b());
            before = Some(pair);
        }
        out.push('▀');
    }
    out.push_str("\x1b[0m");
}

/// The key of a letter: 1 2 3, a b c.
pub fn key_of_letter(letter: u8) -> Option<Key> {
    match letter.to_ascii_lowercase() {
        b'1' | b'a' => Some(Key::A),
        b'2' | b'b' => Some(Key::B),
        b'3' | b'c' => Some(Key::C),
        _ => None,
    }
}

/// Columns and rows that a picture takes, with its frame, the lamp's line and the cursor's.
fn needed(panel: Panel) -> (u16, u16) {
    match panel {
        Panel::Oled => (130, 36),
        Panel::Paper => (252, 65),
        Panel::Colour => (322, 124),
    }
}

/// What is wrong with a terminal of which `stty size` says `size`; one that does not know its own size is taken.
fn too_small(size: &str, panel: Panel) -> Option<String> {
    let numbers: Vec<u16> = size.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    let [rows, columns] = numbers[..] else { return None };
    let (wide, high) = needed(panel);
    let fits = (columns >= wide && rows >= high) || rows == 0 || columns == 0;
    (!fits).then(|| format!("{columns}x{rows} < {wide}x{high}"))
}

/// The terminal, as it was before when it is dropped.
pub struct Terminal {
    before: String,
}

impl Terminal {
    /// Takes the terminal: letters come one by one and are not shown. They go to `keys` until `q`.
    ///
    /// # Errors
    /// [`DeviceError`] when standard input is no terminal, or one that is too small for the panel's points.
    pub fn open(keys: mpsc::Sender<Key>, panel: Panel) -> Result<Self, DeviceError> {
        let path = Path::new("stdin").to_owned();
        if !io::stdin().is_terminal() {
            return Err(DeviceError::Strange { path, what: "is no terminal".to_owned() });
        }
        let size = stty(&["size"]).map_err(|error| DeviceError::Io { path: path.clone(), error })?;
        if let Some(what) = too_small(&size, panel) {
            return Err(DeviceError::Strange { path: Path::new("terminal").to_owned(), what });
        }
        let before = stty(&["-g"]).map_err(|error| DeviceError::Io { path: path.clone(), error })?;
        stty(&["-icanon", "-echo", "min", "1"]).map_err(|error| DeviceError::Io { path, error })?;
        std::thread::spawn(move || {
            for letter in io::stdin().lock().bytes() {
                match letter {
                    Ok(b'q' | b'Q' | 4) | Err(_) => return,
                    Ok(letter) => {
                        if let Some(key) = key_of_letter(letter)
                            && keys.blocking_send(key).is_err()
                        {
                            return;
                        }
                    }
                }
            }
        });
        Ok(Self { before })
    }

    /// Shows `sheet` from the upper left corner, with the lamp below.
    ///
    /// # Errors
    /// The system's.
    pub fn show(
        &mut self,
        sheet: &Sheet,
        panel: Panel,
        [red, green, blue]: Rgb,
        hint: &str,
    ) -> io::Result<()> {
        let mut out = io::stdout().lock();
        write!(
            out,
            "\x1b[H\x1b[2J{}\n \x1b[38;2;{red};{green};{blue}m●\x1b[0m {hint}\n",
            picture(sheet, panel)
        )?;
        out.flush()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = stty(&[self.before.trim()]);
    }
}

/// `stty` on our own terminal; what it says.
fn stty(arguments: &[&str]) -> io::Result<String> {
    let done = Command::new("stty").args(arguments).stdin(std::process::Stdio::inherit()).output()?;
    if !done.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&done.stderr).trim().to_owned()));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nghitruong_handheld::state::Handheld;
    use nghitruong_handheld::words::Language;

    #[test]
    fn a_picture_has_a_letter_for_two_points() {
        let device = Handheld::new(Language::Vietnamese, 1);
        for (panel, wide, lines) in [(Panel::Oled, 130, 34), (Panel::Paper, 252, 63)] {
            let sheet = Sheet::of(&device.face(0), Language::Vietnamese, panel.is_slow());
            let picture = picture(&sheet, panel);
            assert_eq!(picture.lines().count(), lines);
            assert!(picture.lines().all(|line| line.chars().count() == wide));
            assert!(picture.contains('▀') && picture.contains('█'));
        }
        let sheet = Sheet::of(&device.face(0), Language::Vietnamese, false);
        let picture = picture(&sheet, Panel::Colour);
        assert_eq!((picture.lines().count(), picture.matches('▀').count()), (122, 320 * 120));
        // A letter of the head: ink above its grey ground.
        assert!(picture.contains("\x1b[38;2;18;22;28m\x1b[48;2;238;240;243m"));
    }

    #[test]
    fn a_small_terminal_is_told_so() {
        assert_eq!(too_small("24 80\n", Panel::Oled), Some("80x24 < 130x36".to_owned()));
        assert_eq!(too_small("36 130\n", Panel::Oled), None);
        assert_eq!(too_small("36 130\n", Panel::Paper), Some("130x36 < 252x65".to_owned()));
        for unknown in ["0 0\n", ""] {
            assert_eq!(too_small(unknown, Panel::Oled), None);
        }
    }

    #[test]
    fn letters_are_keys() {
        let keys = b"1aA2bB3cC".map(key_of_letter);
        assert_eq!(keys, [Key::A, Key::A, Key::A, Key::B, Key::B, Key::B, Key::C, Key::C, Key::C].map(Some));
        assert_eq!(key_of_letter(b'x'), None);
    }
}
