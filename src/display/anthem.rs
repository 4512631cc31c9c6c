//! Plays the anthem's recording once: a program of Debian in a process of its own, which may fail without harm.

use std::process::Stdio;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

/// The program that plays a recording of this kind from its standard input.
pub fn program(recording: &[u8]) -> (&'static str, &'static [&'static str]) {
    match recording {
        [b'R', b'I', b'F', b'F', ..] => ("aplay", &["-q", "-"]),
        [b'O', b'g', b'g', b'S', ..] => ("ogg123", &["-q", "-"]),
        _ => ("mpg123", &["-q", "-"]),
    }
}

/// Why nothing is heard: the program, and whether it is there at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    pub program: &'static str,
    pub missing: bool,
}

/// Plays `recording` to its end; stops when the caller no longer waits.
///
/// # Errors
/// [`Silent`].
pub async fn play(recording: &[u8]) -> Result<(), Silent> {
    let (program, args) = program(recording);
    let failed = |missing| Silent { program, missing };
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| failed(error.kind() == std::io::ErrorKind::NotFound))?;
    if let Some(mut stdin) = child.stdin.take() {
        // It may end before it has read everything; its status tells whether that was right.
        let _ = stdin.write_all(recording).await;
    }
    match child.wait().await {
        Ok(status) if status.success() => Ok(()),
        Ok(_) | Err(_) => Err(failed(false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_recording_has_its_program() {
        assert_eq!(program(b"RIFF....WAVE").0, "aplay");
        assert_eq!(program(b"OggS").0, "ogg123");
        assert_eq!(program(b"ID3").0, "mpg123");
        assert_eq!(program(&[0xff, 0xfb]).0, "mpg123");
    }
}
