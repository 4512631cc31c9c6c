//! Proofs of being in the room, as pure functions of the room's secret and the time.
//!
//! Three of them, each HMAC-SHA256 under its own purpose: the token of the rotating QR (40 bits, one window), the
//! typed code (40 bits, two minutes), and the guest pass that either is exchanged for (stateless, bound to the
//! sitting, twelve hours). None says who somebody is.

use std::fmt;

use crate::credentials::{base32_of, hex, mac, normalise_code};

/// Lifetime of a typed code, in seconds. The one before it is accepted too (decisions: "lives 2 minutes").
pub const TYPED_WINDOW_S: u32 = 120;
/// Lifetime of a guest pass, in seconds.
pub const PASS_LIFE_S: i64 = 12 * 3600;
/// Longest join URL of a QR version 2 at level M in alphanumeric mode, in characters.
pub const JOIN_URL_MAX: usize = 38;

/// How far back a token is still called expired rather than foreign, in windows.
const REMEMBERED_WINDOWS: i64 = 240;
const GUEST_ID_LEN: usize = 22;
const MAC_LEN: usize = 32;

/// Why a token, a code or a pass does not open the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DoorRefusal {
    /// Not eight characters of the alphabet, or no pass at all.
    #[error("malformed")]
    Malformed,
    /// It was right a while ago.
    #[error("expired")]
    Expired,
    /// Of another room or sitting, or invented.
    #[error("foreign")]
    Foreign,
    /// The room lets nobody in now (no sitting).
    #[error("closed")]
    Closed,
}

/// A guest's credential. As text it is MQTT password, cookie and `pass` of the check-in alike.
#[derive(Clone, PartialEq, Eq)]
pub struct Pass {
    /// MQTT client id and user name, `g-` and 20 hexadecimal digits.
    pub guest: String,
    /// End of validity, UTC seconds.
    pub expires: i64,
    mac: String,
}

impl Pass {
    /// The pass as text, `g-….{expires}.{mac}`; safe in a cookie.
    pub fn text(&self) -> String {
        format!("{}.{:x}.{}", self.guest, self.expires, self.mac)
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass")
            .field("guest", &self.guest)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// The door of one room at one sitting.
#[derive(Clone)]
pub struct Door {
    secret: [u8; 32],
    room: String,
    sitting: String,
    window_s: u32,
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door")
            .field("room", &self.room)
            .field("sitting", &self.sitting)
            .finish_non_exhaustive()
    }
}

impl Door {
    /// A door with the room's secret. `sitting` names this sitting among all of the room (for example session id and
    /// date); `window_s` is the QR's window from the rule profile, in seconds, at least 1.
    pub fn new(secret: [u8; 32], room: &str, sitting: &str, window_s: u32) -> Door {
        Door { secret, room: room.to_owned(), sitting: sitting.to_owned(), window_s: window_s.max(1) }
    }

    /// The QR's token at `now` (UTC milliseconds), 8 characters.
    pub fn token(&self, now: i64) -> String {
        self.code("qr1", window(now, self.window_s))
    }

    /// Milliseconds from `now` until the token changes.
    pub fn token_left_ms(&self, now: i64) -> i64 {
        left_ms(now, self.window_s)
    }

    /// The typed code at `now` (UTC milliseconds), in two groups: `K7P4 M2Q9`.
    pub fn typed(&self, now: i64) -> String {
        let code = self.code("typed1", window(now, TYPED_WINDOW_S));
        let (first, second) = code.split_at(code.len() / 2);
        format!("{first} {second}")
    }

    /// Milliseconds from `now` until the typed code changes.
    pub fn typed_left_ms(&self, now: i64) -> i64 {
        left_ms(now, TYPED_WINDOW_S)
    }

    /// Checks a token from the QR: the running window or the one before.
    ///
    /// # Errors
    /// [`DoorRefusal`], with *expired* told from *foreign* for about the last hour.
    pub fn check_token(&self, token: &str, now: i64) -> Result<(), DoorRefusal> {
        self.check("qr1", token, window(now, self.window_s))
    }

    /// Checks a typed code (spaces, dashes, case, and O, I, L for 0, 1, 1 do not matter): the running one or the
    /// one before.
    ///
    /// # Errors
    /// As [`Door::check_token`].
    pub fn check_typed(&self, code: &str, now: i64) -> Result<(), DoorRefusal> {
        self.check("typed1", code, window(now, TYPED_WINDOW_S))
    }

    /// A new guest's pass at `now` (UTC milliseconds). `nonce` must be fresh random bytes.
    pub fn pass(&self, nonce: [u8; 10], now: i64) -> Pass {
        let guest = format!("g-{}", hex(&nonce));
        let expires = now.div_euclid(1000) + PASS_LIFE_S;
        let mac = self.pass_mac(&guest, expires);
        Pass { guest, expires, mac }
    }

    /// Reads a pass and checks that this door gave it and that it is still valid at `now` (UTC milliseconds).
    ///
    /// # Errors
    /// [`DoorRefusal`]; a pass of another sitting is *foreign*.
    pub fn check_pass(&self, text: &str, now: i64) -> Result<Pass, DoorRefusal> {
        let parts: Vec<&str> = text.splitn(4, '.').collect();
        let [guest, expires, mac] = parts.as_slice() else { return Err(DoorRefusal::Malformed) };
        let well_formed = guest.len() == GUEST_ID_LEN && guest.starts_with("g-") && mac.len() == MAC_LEN;
        let expires = i64::from_str_radix(expires, 16).ok().filter(|_| well_formed);
        let expires = expires.ok_or(DoorRefusal::Malformed)?;
        if !same(self.pass_mac(guest, expires).as_bytes(), mac.as_bytes()) {
            return Err(DoorRefusal::Foreign);
        }
        if now.div_euclid(1000) >= expires {
            return Err(DoorRefusal::Expired);
        }
        Ok(Pass { guest: (*guest).to_owned(), expires, mac: (*mac).to_owned() })
    }

    fn check(&self, purpose: &str, typed: &str, now: i64) -> Result<(), DoorRefusal> {
        // A bounded look: nobody types more than a few separators.
        let code = Some(typed)
            .filter(|typed| typed.len() <= 32)
            .and_then(normalise_code)
            .ok_or(DoorRefusal::Malformed)?;
        // Every window is compared, whatever the first ones said: the answer's time tells nothing.
        let mut age = None;
        for back in (0..=REMEMBERED_WINDOWS).rev() {
            if same(self.code(purpose, now - back).as_bytes(), code.as_bytes()) {
                age = Some(back);
            }
        }
        match age {
            Some(0 | 1) => Ok(()),
            Some(_) => Err(DoorRefusal::Expired),
            None => Err(DoorRefusal::Foreign),
        }
    }

    fn code(&self, purpose: &str, window: i64) -> String {
        let [a, b, c, d, e, ..] = self.mac(purpose, &[&window.to_be_bytes()]);
        base32_of(&[a, b, c, d, e])
    }

    fn pass_mac(&self, guest: &str, expires: i64) -> String {
        let mac = self.mac("pass1", &[guest.as_bytes(), &expires.to_be_bytes()]);
        let mut text = hex(&mac);
        text.truncate(MAC_LEN);
        text
    }

    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let parts: Vec<&[u8]> =
            parts.iter().copied().chain([self.room.as_bytes(), self.sitting.as_bytes()]).collect();
        mac(&self.secret, purpose, &parts)
    }
}

/// The text of the QR: base URL and token in upper case (the QR's alphanumeric mode has no lower case; our routes
/// take both). `base` is scheme and authority without a path.
pub fn join_url(base: &str, token: &str) -> String {
    format!("{}/J/{token}", base.trim_end_matches('/')).to_ascii_uppercase()
}

fn window(now: i64, seconds: u32) -> i64 {
    now.div_euclid(i64::from(seconds) * 1000)
}

fn left_ms(now: i64, seconds: u32) -> i64 {
    let length = i64::from(seconds) * 1000;
    length - now.rem_euclid(length)
}

/// Comparison in constant time.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |diff, (x, y)| diff | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_000_000_000;

    fn door() -> Door {
        Door::new([7; 32], "r042", "an-binh-k1-3", 15)
    }

    #[test]
    fn a_token_opens_its_window_and_the_next_one() {
        let door = door();
        let start = NOW - NOW.rem_euclid(15_000);
        let token = door.token(start);
        assert_eq!(token.len(), 8);
        for (ms, want) in [
            (0, Ok(())),
            (14_999, Ok(())),
            (15_000, Ok(())),
            (29_999, Ok(())),
            (30_000, Err(DoorRefusal::Expired)),
            (3_600_000, Err(DoorRefusal::Expired)),
            (3_700_000, Err(DoorRefusal::Foreign)),
            (-1, Err(DoorRefusal::Foreign)),
        ] {
            assert_eq!(door.check_token(&token, start + ms), want, "{ms} ms");
            assert_eq!(door.check_token(&token.to_lowercase(), start + ms), want);
        }
        assert_ne!(door.token(start), door.token(start + 15_000));
        assert_eq!(door.token_left_ms(start), 15_000);
        assert_eq!(door.token_left_ms(start + 14_999), 1);
    }

    #[test]
    fn tokens_of_another_room_sitting_or_purpose_are_foreign() {
        let token = door().token(NOW);
        for other in [
            Door::new([8; 32], "r042", "an-binh-k1-3", 15),
            Door::new([7; 32], "r043", "an-binh-k1-3", 15),
            Door::new([7; 32], "r042", "an-binh-k1-4", 15),
            Door::new([7; 32], "r042a", "n-binh-k1-3", 15),
        ] {
            assert_eq!(other.check_token(&token, NOW), Err(DoorRefusal::Foreign));
        }
        assert_eq!(door().check_typed(&token, NOW), Err(DoorRefusal::Foreign));
    }

    #[test]
    fn malformed_tokens() {
        for bad in ["", "ABC", "ABCDEFGHJ", "ABCDEFGU", "ABCDÉFGH", "////////", &"A".repeat(5000)] {
            assert_eq!(door().check_token(bad, NOW), Err(DoorRefusal::Malformed), "{bad:.20}");
        }
    }

    #[test]
    fn the_typed_code_forgives_how_it_is_typed() {
        let code = door().typed(NOW);
        assert_eq!(code.len(), 9);
        let dashed = code.replace(' ', "-").to_lowercase();
        let loose = code.replace('0', "o").replace('1', "L");
        for typed in [code.as_str(), &dashed, &loose] {
            assert_eq!(door().check_typed(typed, NOW), Ok(()), "{typed}");
        }
        assert_eq!(door().check_typed(&code, NOW + 120_000), Ok(()));
        assert_eq!(door().check_typed(&code, NOW + 240_000), Err(DoorRefusal::Expired));
    }

    #[test]
    fn a_pass_holds_for_this_sitting_and_twelve_hours() {
        let door = door();
        let pass = door.pass([3; 10], NOW);
        let text = pass.text();
        assert!(text.len() < 90 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'));
        assert_eq!(door.check_pass(&text, NOW), Ok(pass.clone()));
        assert!(crate::chamber::ids::is_id(&pass.guest));
        let end = pass.expires * 1000;
        assert_eq!(door.check_pass(&text, end - 1), Ok(pass));
        assert_eq!(door.check_pass(&text, end), Err(DoorRefusal::Expired));
        let other = Door::new([7; 32], "r042", "an-binh-k1-4", 15);
        assert_eq!(other.check_pass(&text, NOW), Err(DoorRefusal::Foreign));
        let longer = text.replacen('.', ".1", 1);
        assert_eq!(door.check_pass(&longer, NOW), Err(DoorRefusal::Foreign));
        for bad in
            ["", "g-x.1.y", "a.b.c.d", "....", "g-00112233445566778899.zz.00112233445566778899aabbccddeeff"]
        {
            assert_eq!(door.check_pass(bad, NOW), Err(DoorRefusal::Malformed), "{bad}");
        }
    }

    #[test]
    fn the_join_url_fits_version_2() {
        let url = join_url("http://192.168.100.100:8080/", "K7P4M2Q9");
        assert_eq!(url, "HTTP://192.168.100.100:8080/J/K7P4M2Q9");
        assert_eq!(url.len(), JOIN_URL_MAX);
        let code = qrcode::QrCode::with_error_correction_level(&url, qrcode::EcLevel::M).unwrap();
        assert_eq!(code.version(), qrcode::Version::Normal(2));
    }

    #[test]
    fn a_clock_set_to_1970_still_makes_codes() {
        let door = door();
        assert_eq!(door.check_token(&door.token(-5), -5), Ok(()));
        assert_eq!(door.check_token(&door.token(0), 0), Ok(()));
    }
}
