//! Which rule profile a session has: one that comes with the program, a council's own file, and what `[rules]` of
//! `session.toml` sets for this session alone.

use super::doc::{Doc, Node, Source, Table};
use super::files::Files;
use super::problem::Findings;
use super::profile::{self, Part};
use super::text::{did_you_mean, nearest};
use crate::chamber::rules::RuleProfile;
use std::path::Path;

/// Name of the profile that is used where a session names none.
pub const DEFAULT_PROFILE: &str = "xa-mac-dinh";

/// The profiles that come with the program: name and text. One may be based on another that stands before it.
pub const BUILT_IN_PROFILES: [(&str, &str); 5] = [
    (DEFAULT_PROFILE, include_str!("profiles/xa-mac-dinh.toml")),
    ("xa-dien-tu", include_str!("profiles/xa-dien-tu.toml")),
    ("xa-cong-khai", include_str!("profiles/xa-cong-khai.toml")),
    ("xa-khuyet-dai-bieu", include_str!("profiles/xa-khuyet-dai-bieu.toml")),
    ("xa-trinh-tu-co-mat", include_str!("profiles/xa-trinh-tu-co-mat.toml")),
];

/// A profile that comes with the program; `None` if there is none of that name.
pub fn built_in_profile(name: &str) -> Option<RuleProfile> {
    one_of(&BUILT_IN_PROFILES, name)
}

fn one_of(known: &[(&str, &str)], name: &str) -> Option<RuleProfile> {
    let at = known.iter().position(|(other, _)| *other == name)?;
    let (before, text) = (known.get(..at)?, known.get(at)?.1);
    let mut out = Findings::default();
    let source = Source::new(Path::new(name), text.to_owned());
    let doc = source.parse(&mut out);
    let table = doc.root(profile::file_keys(), &mut out);
    let rules = match table.get("base") {
        None => toml::from_str(text).ok()?,
        Some(base) => {
            let base = one_of(before, &base.text(&mut out)?)?;
            named(&table, profile::read(&table, Part::Override, base, &mut out), &mut out)
        }
    };
    out.errors.is_empty().then_some(rules)
}

/// The profile that `[rules]` asks for.
pub(super) fn read(files: &Files<'_>, root: &Table<'_>, out: &mut Findings) -> Option<RuleProfile> {
    let default = built_in_profile(DEFAULT_PROFILE)?;
    let Some(node) = root.get("rules") else {
        out.warning(
            root.place(),
            "không có phần [rules]; dùng hồ sơ quy tắc mặc định cấp xã",
            "no [rules]; the default rule profile is used",
        );
        return Some(default);
    };
    let table = if node.is_table() { node.table(&["profile", "override"], out) } else { None };
    let chosen = match &table {
        Some(table) => table.get("profile"),
        None => Some(node),
    };
    let name = chosen.as_ref().map_or(Some(DEFAULT_PROFILE.to_owned()), |node| node.text(out))?;
    let overrides = table.as_ref().and_then(|table| table.get("override")?.table(profile::keys(), out));
    if let Some(built_in) = built_in_profile(&name) {
        return Some(with_overrides(built_in, None, overrides.as_ref(), out));
    }
    if !super::is_plain_name(&name) || !name.ends_with(".toml") || !files.has(&name) {
        if let Some(node) = chosen {
            let known = names();
            node.wrong(
                &format!("là “{name}”: không có tệp quy tắc này trong thư mục; ghi tên tệp (ví dụ rules.toml) hoặc: {known}"),
                &format!("is “{name}”: there is no such file in the folder; name a file (rules.toml) or: {known}"),
                out,
            );
        }
        return None;
    }
    let source = files.toml(Path::new(&name), out)?;
    let doc: Doc<'_> = source.parse(out);
    let whole = doc.root(profile::file_keys(), out);
    let rules = match whole.get("base") {
        Some(base) => profile::read(&whole, Part::Override, based_on(&base, out).unwrap_or(default), out),
        None if doc.is_broken() => profile::read(&whole, Part::Override, default, out),
        None => profile::read(&whole, Part::Whole, default, out),
    };
    let rules = named(&whole, rules, out);
    Some(with_overrides(rules, Some(&whole), overrides.as_ref(), out))
}

/// A file is a profile of its own, so it has a name of its own.
fn named(table: &Table<'_>, rules: RuleProfile, out: &mut Findings) -> RuleProfile {
    let name = table.text("name", out).unwrap_or(rules.name);
    RuleProfile { name, ..rules }
}

fn names() -> String {
    BUILT_IN_PROFILES.map(|(name, _)| name).join(", ")
}

/// The profile that a council's own builds on; only those of the program, so that none can lead back to itself.
fn based_on(node: &Node<'_>, out: &mut Findings) -> Option<RuleProfile> {
    let name = node.text(out)?;
    let found = built_in_profile(&name);
    if found.is_none() {
        let (hint_vi, hint_en) = match nearest(&name, BUILT_IN_PROFILES.iter().map(|(name, _)| *name)) {
            Some(hint) => did_you_mean(hint),
            None => (format!("; các hồ sơ có sẵn: {}", names()), format!("; there are: {}", names())),
        };
        node.wrong(
            &format!("là “{name}”, không phải là hồ sơ có sẵn của phần mềm{hint_vi}"),
            &format!("is “{name}”, which is no profile of the program{hint_en}"),
            out,
        );
    }
    found
}

fn with_overrides(
    rules: RuleProfile,
    whole: Option<&Table<'_>>,
    overrides: Option<&Table<'_>>,
    out: &mut Findings,
) -> RuleProfile {
    let before = out.errors.len();
    let rules = match overrides {
        Some(table) => {
            let rules = profile::read(table, Part::Override, rules, out);
            if table.get("name").is_some() { named(table, rules, out) } else { rules }
        }
        None => rules,
    };
    if out.errors.len() == before {
        let tables: Vec<&Table<'_>> = whole.into_iter().chain(overrides).collect();
        profile::check(&rules, &tables, out);
    }
    rules
}
