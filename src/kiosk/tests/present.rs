//! What the main states show, in words.

use super::*;
use crate::text::Lang;
use nghitruong_ui::{Face, KeyKind};
use std::fmt::Write;

/// A face as a page of words.
fn words(face: &Face) -> String {
    let mut out = String::new();
    let mut line = |name: &str, text: String| {
        if !text.trim().is_empty() {
            writeln!(out, "{name}: {}", text.trim_end()).expect("memory");
        }
    };
    line("screen", format!("{:?}{}", face.screen, if face.locked { " locked" } else { "" }));
    line(
        "bar",
        format!(
            "{} | {} | {} | {} | {}",
            face.bar.council, face.bar.session, face.bar.elapsed, face.bar.present, face.clock
        ),
    );
    line("strip", face.strip.to_string());
    line("toast", format!("{} {}", face.toast.text, face.toast.undo));
    line("caption", face.page.caption.to_string());
    line("title", face.page.title.to_string());
    line("note", face.page.note.to_string());
    for text in &face.lines {
        line("line", format!("{}*{}*{}", text.text, text.strong, text.rest));
    }
    line("item", format!("{} {} {} {}", face.item.caption, face.item.title, face.item.since, face.item.lead));
    for row in &face.queue {
        line("waits", format!("{} {} {} {}", row.number, row.name, row.group, row.note));
    }
    line("queue", face.queue_title.to_string());
    for row in &face.groups {
        line("group", format!("{} {}", row.caption, row.title));
    }
    let q = &face.questioning;
    line("questions", format!("{} {} {}", q.number, q.title, q.waiting));
    for step in &face.question_steps {
        line("step", format!("{} {:?}", step.label, step.state));
    }
    line("asks", format!("{} {} {} {} {}", q.asker_caption, q.asker, q.asker_role, q.question, q.asked));
    line("floor", format!("{} {} {} {:?} {}", q.caption, q.name, q.role, q.state, q.allowed));
    line("promised", format!("{} {} {}", q.commitment, q.commitment_due, q.commitment_note));
    line("speech", format!("{} {} {} {}", face.speech.name, face.speech.role, face.timer, face.speech.note));
    line(
        "ballot",
        format!("{} {} {}", face.ballot.title, face.ballot.missing_title, face.ballot.missing_names),
    );
    for row in &face.hand_rows {
        line("hands", format!("{} {} {} {:?}", row.word, row.chair, row.other, row.r#match));
    }
    line("hands", format!("{} {}", face.hands.strong, face.hands.text));
    line(
        "outcome",
        format!(
            "{} {} {} {}",
            face.outcome.verdict, face.outcome.arithmetic, face.outcome.why, face.outcome.article
        ),
    );
    for column in &face.columns {
        line(
            "column",
            format!(
                "{} {} {} {} {}",
                column.word, column.number, column.of_present, column.of_total, column.post_label
            ),
        );
    }
    line(
        "outcome",
        format!("{} {} {}", face.outcome.presence, face.outcome.presence_note, face.outcome.annulled),
    );
    for row in &face.rows {
        line(
            "row",
            format!(
                "{} {} {}{}{}",
                row.number,
                row.text,
                row.note,
                if row.on { " [on]" } else { "" },
                if row.off { " [off]" } else { "" }
            ),
        );
    }
    for step in &face.steps {
        line("step", format!("{} {} {}", step.label, step.value, step.note));
    }
    line("back", face.page.back.to_string());
    line("go", face.page.go.to_string());
    for key in face.choices.iter().chain(&face.keys) {
        let kind = match key.kind {
            KeyKind::Primary => "!",
            KeyKind::Normal => "",
            KeyKind::Off => "-",
        };
        line("key", format!("{kind}{} / {} / {} {}", key.id, key.label, key.second, key.reason));
    }
    out
}

#[test]
fn main_states() {
    let mut script = Script::new();
    script.day();
    for name in [
        "01-cho",
        "01b-diem-danh",
        "08-xac-nhan-khai-mac",
        "02-dieu-hanh",
        "02b-khoa",
        "03b-qua-gio",
        "17-chon-noi-dung",
        "09f-mo-bieu-quyet",
        "04-bieu-quyet",
        "09-xac-nhan",
        "06-ket-qua",
        "05b-lech",
        "06b-khong-thong-qua",
        "10-mat-ket-noi",
        "02i-cho-dong-y",
        "02j-hoan-tac",
        "02k-khoa-danh-sach",
        "14b-khach-moi",
        "18c-dang-ky-viec-gi",
        "03e-da-moi",
        "03f-khoi-dong-lai",
        "08a-chua-bieu-quyet",
        "08b-nhom-van-de",
        "08c-da-bat-dau",
        "08d-neu-chat-van",
        "08-chat-van",
        "08g-ghi-cam-ket",
        "08k-bang-van-ban",
        "08m-tranh-luan",
        "08p-da-ket-luan",
        "09j-be-mac",
    ] {
        let moment = script.moments.iter().find(|m| m.name == name).expect("a moment");
        insta::assert_snapshot!(format!("{name}-vi"), words(moment.face(false, Lang::Vi)));
    }
    let english = script.moments.iter().find(|m| m.name == "02-dieu-hanh").expect("a moment");
    insta::assert_snapshot!("02-dieu-hanh-en", words(english.face(false, Lang::En)));
}

#[test]
fn no_word_is_left_empty_and_one_key_is_yellow() {
    let mut script = Script::new();
    script.day();
    for moment in &script.moments {
        for small in [false, true] {
            for lang in [Lang::Vi, Lang::En] {
                let face = moment.face(small, lang);
                let keys = || face.keys.iter().chain(&face.choices);
                assert!(keys().all(|key| !key.label.is_empty()), "{}", moment.name);
                assert!(
                    keys().all(|key| key.kind != KeyKind::Off || !key.reason.is_empty()),
                    "{}",
                    moment.name
                );
                for list in [&face.keys, &face.choices] {
                    assert!(
                        list.iter().filter(|k| k.kind == KeyKind::Primary).count() <= 1,
                        "{}",
                        moment.name
                    );
                }
                assert!(small || face.keys.len() <= 5, "{}", moment.name);
                let unknown = keys().find(|key| Key::parse(&key.id).is_none());
                assert_eq!(unknown.map(|key| key.id.clone()), None, "{}", moment.name);
            }
        }
    }
}
