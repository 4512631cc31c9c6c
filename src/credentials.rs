//! Secrets of people and devices, derived under the room's secret. Pure: random bytes come in as arguments.

use crate::chamber::ids::DeviceId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Crockford's base32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// HMAC-SHA256 of `parts` under `secret`, each part with its length, for one `purpose`.
pub fn mac(secret: &[u8; 32], purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes keys of any length, so this arm is never reached.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return [0; 32] };
    for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Bytes of a hexadecimal text; `None` if it is none.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}

/// Eight letters of Crockford's base32 from the first 40 bits of `bytes`.
pub fn base32_of(bytes: &[u8; 5]) -> String {
    let bits = bytes.iter().fold(0u64, |acc, b| (acc << 8) | u64::from(*b));
    (0..8).rev().map(|i| char::from(ALPHABET[(bits >> (i * 5)) as usize & 31])).collect()
}

/// A typed code as it was meant: upper case, no spaces or hyphens, `O` as 0, `I` and `L` as 1. `None` if it cannot
/// be eight letters of the alphabet.
pub fn normalise_code(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(8);
    for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{a0}') {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        if !c.is_ascii() || !ALPHABET.contains(&(c as u8)) || code.len() == 8 {
            return None;
        }
        code.push(c);
    }
    (code.len() == 8).then_some(code)
}

/// The keyed hash of a personal code that the journal keeps. `code` is normalised.
pub fn code_hash(room_secret: &[u8; 32], code: &str) -> String {
    hex(&mac(room_secret, "personal code", &[code.as_bytes()]))
}

/// The id of a device is made of its public key, so that a repeated enrolment is the same device.
pub fn device_id(public_key: &[u8; 32]) -> DeviceId {
    let digest = Sha256::digest(public_key);
    let text = format!("p-{}", hex(&digest[..8]));
    DeviceId::new(&text).unwrap_or_else(|_| unreachable!("hexadecimal is an identifier"))
}

/// The broker password of a device; it can be told again to the same key.
pub fn device_secret(room_secret: &[u8; 32], device: &DeviceId) -> String {
    hex(&mac(room_secret, "device", &[device.as_str().as_bytes()]))
}

/// What the journal keeps of a broker password.
pub fn secret_hash(password: &[u8]) -> String {
    hex(&Sha256::digest(password))
}

/// Memory of one PIN check, KiB: slow enough for a guesser, small enough for a board.
const PIN_MEMORY_KIB: u32 = 8 * 1024;

fn pin_hasher() -> argon2::Argon2<'static> {
    let params = argon2::Params::new(PIN_MEMORY_KIB, 3, 1, None).unwrap_or_default();
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
}

/// Whether `pin` may be a PIN: 4 to 8 digits.
pub fn is_pin(pin: &str) -> bool {
    (4..=8).contains(&pin.len()) && pin.bytes().all(|b| b.is_ascii_digit())
}

/// The hash of a PIN that the journal keeps (PHC string, Argon2id). `None` only if hashing fails.
pub fn pin_hash(pin: &str, salt: &[u8; 16]) -> Option<String> {
    use argon2::password_hash::PasswordHasher;
    pin_hasher().hash_password_with_salt(pin.as_bytes(), salt).ok().map(|hash| hash.to_string())
}

/// Whether `pin` is the one of `hash`. Takes some tens of milliseconds on purpose.
pub fn pin_fits(pin: &str, hash: &str) -> bool {
    use argon2::password_hash::PasswordVerifier;
    argon2::Argon2::default().verify_password(pin.as_bytes(), hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_codes_are_read_kindly() {
        assert_eq!(normalise_code(" k7p4-m2q9 ").as_deref(), Some("K7P4M2Q9"));
        assert_eq!(normalise_code("oI0l 1111").as_deref(), Some("01011111"));
        assert_eq!(normalise_code("K7P4M2Q"), None);
        assert_eq!(normalise_code("K7P4M2Q99"), None);
        assert_eq!(normalise_code("K7P4M2QU"), None);
        assert_eq!(normalise_code("Đ7P4M2QA"), None);
    }

    #[test]
    fn forty_bits_give_eight_letters() {
        assert_eq!(base32_of(&[0; 5]), "00000000");
        assert_eq!(base32_of(&[0xff; 5]), "ZZZZZZZZ");
        assert_eq!(base32_of(&[0, 0, 0, 0, 33]), "00000011");
    }

    #[test]
    fn a_pin_fits_its_own_hash_only() {
        let hash = pin_hash("2468", &[7; 16]).expect("hashed");
        assert!(pin_fits("2468", &hash));
        assert!(!pin_fits("2469", &hash));
        assert!(!pin_fits("2468", "no hash"));
        assert!(is_pin("2468") && !is_pin("246") && !is_pin("24a8"));
    }

    #[test]
    fn hexadecimal_reads_back() {
        assert_eq!(unhex(&hex(&[0, 127, 255])), Some(vec![0, 127, 255]));
        assert_eq!(unhex("0g"), None);
        assert_eq!(unhex("é0"), None);
    }
}
