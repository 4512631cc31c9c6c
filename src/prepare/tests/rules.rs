//! Rule profiles: those of the program, and a council's own.

use super::bad_folders::{report_on, toml};
use super::{Folder, golden};
use crate::chamber::rules::{Base, HandsCount, Majority, Matter, RuleProfile, Setting, TurnKind, VoteForm};
use crate::prepare::files::SAMPLE_RULES;
use crate::prepare::{BUILT_IN_PROFILES, DEFAULT_PROFILE, built_in_profile, synthetic};

fn profile(name: &str) -> RuleProfile {
    built_in_profile(name).expect("a built-in profile")
}

/// A `rules.toml` of the council's own.
fn own(text: &'static str) -> impl Fn(&Folder) {
    move |folder| {
        folder.change("session.toml", "xa-mac-dinh", "rules.toml");
        folder.write("rules.toml", text);
    }
}

#[test]
fn the_profiles_say_the_same_to_our_reader_and_to_serde() {
    let sample: RuleProfile = ::toml::from_str(SAMPLE_RULES).expect("the sample's profile");
    assert_eq!(synthetic(1, 0).expect("the sample is right").plan.rules, sample);
}

#[test]
fn the_profiles_of_the_program_are_whole() {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in BUILT_IN_PROFILES {
        let profile = profile(name);
        assert_eq!(profile.problems(), Vec::<String>::new());
        assert!(Matter::ALL.iter().all(|matter| profile.majorities.contains_key(matter)));
        assert!(TurnKind::ALL.iter().all(|kind| profile.turn_seconds.contains_key(kind)));
        assert_eq!(profile.form_for(Matter::Personnel), Some(VoteForm::SecretBallot));
        // Only what stands in the law's own words counts as compared.
        assert!(!profile.quorum.checked);
        assert!(profile.majorities[&Matter::Resolution].checked);
        names.push(profile.name);
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), BUILT_IN_PROFILES.len(), "each has a name of its own");
    assert_eq!(built_in_profile("xa"), None);
}

#[test]
fn the_profiles_differ_in_what_they_are_for() {
    let plain = profile(DEFAULT_PROFILE);
    let rule = |profile: &RuleProfile, matter| profile.majorities[&matter].value;
    assert_eq!(plain.forms.value[0], VoteForm::ShowOfHands);
    assert_eq!(profile("xa-dien-tu").forms.value[0], VoteForm::Mixed);

    let open = profile("xa-cong-khai");
    assert_eq!(open.forms.value[..2], [VoteForm::HandsByName, VoteForm::Cards]);
    assert!(open.names_shown.value);
    assert_eq!(open.hands_count.value, HandsCount::Dissent);

    let few = profile("xa-khuyet-dai-bieu");
    for matter in [Matter::Resolution, Matter::Agenda, Matter::Personnel] {
        let majority = rule(&few, matter);
        assert_eq!(majority, Majority { num: 2, den: 3, at_least: false, base: Base::InOffice });
        // Two thirds exactly are not "more than two thirds".
        assert_eq!((majority.needed(18), majority.needed(17)), (13, 12));
    }
    assert_eq!(rule(&few, Matter::DelegateRemoval), rule(&plain, Matter::DelegateRemoval));

    let present = profile("xa-trinh-tu-co-mat");
    assert_eq!(rule(&present, Matter::Procedural).base, Base::Present);
    let but_that = RuleProfile { name: plain.name.clone(), majorities: plain.majorities.clone(), ..present };
    assert_eq!(but_that, plain);
}

#[test]
fn a_councils_own_file_builds_on_a_profile() {
    let folder = Folder::right();
    own(
        "name = \"Xã Thử\"\nbase = \"xa-dien-tu\"\n[tellers]\nvalue = 1\nsource = \"Điều 9\"\nchecked = true\n\
         [majorities.procedural]\nvalue = { num = 1, den = 2, base = \"present\" }\nsource = \"Điều 10\"\n",
    )(&folder);
    let prepared = folder.read().expect("no mistakes");
    assert_eq!(prepared.warnings, []);
    let rules = prepared.plan.rules;
    let base = profile("xa-dien-tu");
    assert_eq!(rules.name, "Xã Thử");
    assert_eq!(rules.tellers, Setting { value: 1, source: "Điều 9".to_owned(), checked: true });
    assert_eq!(rules.majorities[&Matter::Procedural].value.base, Base::Present);
    assert_eq!(rules.majorities[&Matter::Resolution], base.majorities[&Matter::Resolution]);
    assert_eq!(rules.forms, base.forms);
}

#[test]
fn a_form_that_is_taken_away_is_no_matters_form() {
    let folder = Folder::right();
    own("name = \"a\"\nbase = \"xa-mac-dinh\"\n[forms]\nvalue = [\"cards\"]\nsource = \"Điều 9\"\n")(
        &folder,
    );
    let rules = folder.read().expect("no mistakes").plan.rules;
    assert_eq!(rules.form_for(Matter::Personnel), Some(VoteForm::Cards));
    assert!(rules.matter_forms.is_empty());
}

#[test]
fn rules_that_cannot_be_used() {
    golden(
        "rules_that_cannot_be_used",
        &report_on(
            Folder::right,
            &[
                ("unknown profile", &toml("\"xa-mac-dinh\"", "\"xa-mac-din\"")),
                ("way out of the folder", &toml("\"xa-mac-dinh\"", "\"../rules.toml\"")),
                ("no rules", &toml("[rules]\nprofile = \"xa-mac-dinh\"\n", "")),
                ("its own, but little", &|f| {
                    f.change("session.toml", "xa-mac-dinh", "rules.toml");
                    f.write("rules.toml", "name = \"a\"\n");
                }),
                ("a base that is none", &own("name = \"a\"\nbase = \"xa-dien-tử\"\n")),
                ("a base in the folder", &own("name = \"a\"\nbase = \"rules.toml\"\n")),
                ("no name of its own", &own("base = \"xa-dien-tu\"\n")),
                (
                    "a base for one session",
                    &toml("\"xa-mac-dinh\"", "\"xa-dien-tu\"\noverride = { base = \"xa-cong-khai\" }"),
                ),
                (
                    "form of a matter that is no form",
                    &own(
                        "name = \"a\"\nbase = \"xa-mac-dinh\"\n[forms]\nvalue = [\"cards\"]\nsource = \"Điều 9\"\n\
                     [matter_forms.personnel]\nvalue = \"secret_ballot\"\nsource = \"Điều 9\"\n",
                    ),
                ),
                (
                    "board too small, majority out of reach",
                    &own(
                        "name = \"a\"\nbase = \"xa-mac-dinh\"\n[tally_board_least]\nvalue = 2\nsource = \"Điều 9\"\n\
                     [majorities.agenda]\nvalue = { num = 3, den = 2, base = \"total\" }\nsource = \"Điều 9\"\n\
                     [majorities.personnel]\nvalue = { num = 1, den = 1, base = \"present\" }\nsource = \"Điều 9\"\n",
                    ),
                ),
                ("many mistakes", &|f| {
                    f.change(
                        "session.toml",
                        "profile = \"xa-mac-dinh\"",
                        "profile = \"rules.toml\"\n[rules.override]\nlock_minutes = 5\ntellrs = 1\n\
                 quorum = { value = { num = 3, den = 2 }, source = \"x\" }",
                    );
                    f.write(
                "rules.toml",
                "name = \"a\"\n[tellers]\nvalue = 3\nsource = \"\"\n[majorities.resolution]\n\
                 value = { num = 1, den = 1, base = \"all\" }\nsource = \"a\"\n[majorities.thing]\nvalue = 1\n[forms]\n\
                 value = []\nsource = \"x\"\n[option_labels]\nvalue = [\"a\", \"b\"]\nsource = \"x\"\nchecked = 1\n",
            );
                }),
            ],
        ),
    );
}
