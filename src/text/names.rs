//! Names and titles shortened to the text budgets of the design.

/// Family name, initials and the full given name where the whole is longer than `budget` characters:
/// "Nguyễn Thị Phương Thảo" in 16 is "Nguyễn T. P. Thảo".
pub fn short_name(name: &str, budget: usize) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [family, middle @ .., given] = words.as_slice() else { return name.to_owned() };
    if name.chars().count() <= budget || middle.is_empty() {
        return name.to_owned();
    }
    let initials: String = middle.iter().filter_map(|w| w.chars().next()).map(|c| format!(" {c}.")).collect();
    format!("{family}{initials} {given}")
}

/// The same of somebody who may be named with "Ông" or "Bà": the honorific goes first.
pub fn short_guest(name: &str, budget: usize) -> String {
    if name.chars().count() <= budget {
        return name.to_owned();
    }
    let bare = ["Ông ", "Bà "].into_iter().find_map(|honorific| name.strip_prefix(honorific));
    short_name(bare.unwrap_or(name), budget)
}

/// Family part (shortened to `budget`) and given name.
pub fn split_name(name: &str, budget: usize) -> (String, String) {
    let Some((family, given)) = name.trim().rsplit_once(' ') else { return (String::new(), name.to_owned()) };
    if family.chars().count() <= budget {
        return (family.to_owned(), given.to_owned());
    }
    let mut words = family.split_whitespace();
    let mut short = words.next().unwrap_or_default().to_owned();
    for initial in words.filter_map(|w| w.chars().next()) {
        short.push_str(&format!(" {initial}."));
    }
    (short, given.to_owned())
}

/// "Tổ số 3" in a row that has room for "Tổ 3".
pub fn short_group(group: &str) -> String {
    group.replace("Tổ số ", "Tổ ")
}

/// "Tổ số 3" as English readers see it.
pub fn english_group(group: &str) -> String {
    group.replace("Tổ số ", "Group ").replace("Tổ ", "Group ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_family_and_given_name() {
        assert_eq!(short_name("Ngô Văn K", 16), "Ngô Văn K");
        assert_eq!(short_name("Nguyễn Thị Phương Thảo", 16), "Nguyễn T. P. Thảo");
        assert_eq!(short_name("Ông", 2), "Ông");
        assert_eq!(short_guest("Ông Bùi Văn L", 16), "Ông Bùi Văn L");
        assert_eq!(short_guest("Bà Nguyễn Thị Phương Thảo", 16), "Nguyễn T. P. Thảo");
        assert_eq!(split_name("Đoàn Nguyễn Quỳnh Hương", 10), ("Đoàn N. Q.".to_owned(), "Hương".to_owned()));
        assert_eq!(split_name("Ngô Văn K", 10), ("Ngô Văn".to_owned(), "K".to_owned()));
    }
}
