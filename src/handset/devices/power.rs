//! Battery and radio as the kernel reports them.

use nghitruong_handheld::state::facts::Battery;
use std::path::Path;

/// The first battery below `folder` (`/sys/class/power_supply`); `None`: there is none, or it says nothing.
pub fn battery(folder: &Path) -> Option<Battery> {
    let supplies = std::fs::read_dir(folder).ok()?.flatten();
    let read =
        |path: &Path, name: &str| std::fs::read_to_string(path.join(name)).map(|t| t.trim().to_owned()).ok();
    supplies.map(|supply| supply.path()).find_map(|path| {
        if read(&path, "type")? != "Battery" {
            return None;
        }
        let percent = read(&path, "capacity")?.parse::<u8>().ok()?.min(100);
        let charging = matches!(read(&path, "status")?.as_str(), "Charging" | "Full" | "Not charging");
        Some(Battery { percent, charging })
    })
}

/// Strength of the radio, per cent, out of the text of `/proc/net/wireless`: the first interface's link quality of 70.
pub fn signal(text: &str) -> Option<u8> {
    let line = text.lines().find_map(|line| line.split_once(':'))?;
    let quality: f64 = line.1.split_whitespace().nth(1)?.trim_end_matches('.').parse().ok()?;
    let percent = (quality * 100.0 / 70.0).clamp(0.0, 100.0);
    Some(percent as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_battery_is_found_beside_the_cable() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(battery(folder.path()), None);
        let supply = |name: &str, files: &[(&str, &str)]| {
            std::fs::create_dir(folder.path().join(name)).expect("made");
            for (file, text) in files {
                std::fs::write(folder.path().join(name).join(file), text).expect("written");
            }
        };
        supply("AC", &[("type", "Mains\n"), ("online", "1\n")]);
        supply("BAT0", &[("type", "Battery\n"), ("capacity", "12\n"), ("status", "Discharging\n")]);
        assert_eq!(battery(folder.path()), Some(Battery { percent: 12, charging: false }));
        std::fs::write(folder.path().join("BAT0/status"), "Charging\n").expect("written");
        assert_eq!(battery(folder.path()), Some(Battery { percent: 12, charging: true }));
    }

    #[test]
    fn the_radio_is_read_out_of_the_kernels_table() {
        let head =
            "Inter-| sta-|   Quality        |   Discarded packets\n face | tus | link level noise |  nwid\n";
        let line = " wlan0: 0000   49.  -61.  -256        0      0\n";
        assert_eq!(signal(&format!("{head}{line}")), Some(70));
        assert_eq!(signal(head), None);
        assert_eq!(signal(""), None);
    }
}
