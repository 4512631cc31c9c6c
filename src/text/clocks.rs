//! Clocks that count: what has passed, and what is left.

/// Seconds as "04:36"; above an hour "1:04:36".
pub fn minutes(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes:02}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

/// What is left of `limit_s` after `elapsed_ms`: "04:36", or "+01:24" over time. The clock shows a second until it is over.
pub fn countdown(limit_s: u64, elapsed_ms: u64) -> String {
    let limit_ms = limit_s * 1000;
    if elapsed_ms <= limit_ms {
        minutes((limit_ms - elapsed_ms).div_ceil(1000))
    } else {
        format!("+{}", minutes((elapsed_ms - limit_ms) / 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countdown_goes_over() {
        for (elapsed, shown) in [
            (0, "07:00"),
            (1, "07:00"),
            (1000, "06:59"),
            (420_000, "00:00"),
            (420_999, "+00:00"),
            (504_000, "+01:24"),
        ] {
            assert_eq!(countdown(420, elapsed), shown, "{elapsed}");
        }
        assert_eq!(minutes(3876), "1:04:36");
    }
}
