//! The rules of a council as lines for people: what, how much, and where it comes from.

use super::{Lang, form_name, rule_name, short_date};
use crate::chamber::Session;
use crate::chamber::plan::day_of;
use crate::chamber::rules::{
    ClockStart, Days, Deadline, HandsCount, Matter, OrderRule, Publishing, RuleProfile, Setting, TallyView,
    TotalBasis, TurnKind,
};

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    pub name: String,
    pub value: String,
    pub source: String,
    /// Somebody has compared it with the official text.
    pub checked: bool,
}

fn line<T>(name: &str, setting: &Setting<T>, value: String) -> RuleLine {
    RuleLine { name: name.to_owned(), value, source: setting.source.clone(), checked: setting.checked }
}

/// "Nghị quyết", "Resolutions".
pub fn matter_name(matter: Matter, lang: Lang) -> &'static str {
    match matter {
        Matter::Resolution => lang.pick("Nghị quyết", "Resolutions"),
        Matter::Agenda => lang.pick("Chương trình", "Agenda"),
        Matter::Personnel => lang.pick("Nhân sự", "Elections and removals"),
        Matter::DelegateRemoval => lang.pick("Bãi nhiệm đại biểu", "Removal of a delegate"),
        Matter::Confidence => lang.pick("Bỏ phiếu tín nhiệm", "Confidence"),
        Matter::Procedural => lang.pick("Trình tự", "Procedure"),
    }
}

/// "Chất vấn", "Question".
pub fn turn_name(kind: TurnKind, lang: Lang) -> &'static str {
    match kind {
        TurnKind::Speech => lang.pick("Phát biểu", "Speech"),
        TurnKind::Question => lang.pick("Chất vấn", "Question"),
        TurnKind::Debate => lang.pick("Tranh luận", "Debate"),
        TurnKind::Procedural => lang.pick("Ý kiến về trình tự", "Word on procedure"),
        TurnKind::Explanation => lang.pick("Giải trình", "Explanation"),
        TurnKind::Answer => lang.pick("Trả lời chất vấn", "Answer"),
    }
}

/// "Gửi tài liệu cho đại biểu".
pub fn deadline_name(deadline: Deadline, lang: Lang) -> &'static str {
    match deadline {
        Deadline::Documents => lang.pick("Gửi tài liệu cho đại biểu", "Documents to delegates"),
        Deadline::Invitations => lang.pick("Gửi giấy mời", "Invitations"),
        Deadline::Verification => lang.pick("Gửi báo cáo thẩm tra", "Verification reports"),
        Deadline::ElectionResults => lang.pick("Gửi kết quả bầu", "Results of elections"),
        Deadline::MinutesSent => lang.pick("Gửi nghị quyết, biên bản", "Resolutions and minutes"),
        Deadline::WrittenAnswers => lang.pick("Trả lời chất vấn bằng văn bản", "Written answers"),
        Deadline::LegalEffect => lang.pick("Nghị quyết quy phạm có hiệu lực", "Legal documents take effect"),
    }
}

/// Every rule of the session's profile, with the dates that follow from them.
pub fn rule_lines(session: &Session, lang: Lang) -> Vec<RuleLine> {
    let rules = &session.plan.rules;
    let mut lines = decisions(session, rules, lang);
    lines.extend(votes(rules, lang));
    lines.extend(Deadline::ALL.into_iter().filter_map(|d| {
        let setting = rules.deadlines.get(&d)?;
        Some(line(deadline_name(d, lang), setting, due(session, d, setting.value, lang)))
    }));
    lines.extend(turns(rules, lang));
    lines.extend(times(rules, lang));
    lines
}

fn decisions(session: &Session, rules: &RuleProfile, lang: Lang) -> Vec<RuleLine> {
    let q = rules.quorum.value;
    let mut lines = vec![line(
        lang.pick("Số có mặt tối thiểu", "Quorum"),
        &rules.quorum,
        format!("{}/{} ({}/{})", q.num, q.den, session.quorum(), session.total_delegates),
    )];
    lines.extend(Matter::ALL.into_iter().map(|matter| {
        let setting = rules.majority(matter);
        line(matter_name(matter, lang), &setting, rule_name(setting.value, lang))
    }));
    lines.push(line(
        lang.pick("Tổng số đại biểu", "Total of delegates"),
        &rules.total_basis,
        match rules.total_basis.value {
            TotalBasis::InOffice => lang.pick("số đang giữ chức vụ", "those in office"),
            TotalBasis::Elected => lang.pick("số được bầu", "those elected"),
        }
        .to_owned(),
    ));
    lines.push(line(
        lang.pick("Tính cả người bị tạm đình chỉ", "Suspended delegates count"),
        &rules.suspended_count,
        yes(rules.suspended_count.value, lang),
    ));
    lines
}

fn votes(rules: &RuleProfile, lang: Lang) -> Vec<RuleLine> {
    let forms: Vec<&str> = rules.forms.value.iter().map(|f| form_name(*f, lang)).collect();
    let mut lines =
        vec![line(lang.pick("Hình thức biểu quyết", "Forms of vote"), &rules.forms, forms.join(", "))];
    lines.extend(rules.matter_forms.iter().map(|(matter, setting)| {
        let name =
            format!("{}: {}", lang.pick("Hình thức", "Form"), matter_name(*matter, lang).to_lowercase());
        line(&name, setting, form_name(setting.value, lang).to_owned())
    }));
    lines.extend([
        line(
            lang.pick("Đổi lựa chọn đến khi đóng", "Choices may be changed"),
            &rules.change_until_close,
            yes(rules.change_until_close.value, lang),
        ),
        line(
            lang.pick("Cách đếm tay", "Counting of hands"),
            &rules.hands_count,
            match rules.hands_count.value {
                HandsCount::ForAndAgainst => {
                    lang.pick("đếm tán thành và không tán thành", "for and against are counted")
                }
                HandsCount::Dissent => {
                    lang.pick("đếm không tán thành và không biểu quyết", "the dissent is counted")
                }
            }
            .to_owned(),
        ),
        line(lang.pick("Số người đếm", "Tellers"), &rules.tellers, rules.tellers.value.to_string()),
        line(
            lang.pick("Số đang đếm hiện cho", "Running tally is shown to"),
            &rules.tally_view,
            match rules.tally_view.value {
                TallyView::Nobody => lang.pick("không ai", "nobody"),
                TallyView::Chair => lang.pick("Chủ tọa", "the chair"),
                TallyView::All => lang.pick("mọi người", "all"),
            }
            .to_owned(),
        ),
        line(
            lang.pick("Công bố kết quả", "Publishing"),
            &rules.publishing,
            match rules.publishing.value {
                Publishing::ByChair => lang.pick("khi Chủ tọa công bố", "by the chair"),
                Publishing::AtClose => lang.pick("ngay khi đóng", "at the close"),
            }
            .to_owned(),
        ),
        line(
            lang.pick("Hiện tên cạnh lựa chọn", "Names beside choices"),
            &rules.names_shown,
            yes(rules.names_shown.value, lang),
        ),
        line(
            lang.pick("Tên lựa chọn", "Options"),
            &rules.option_labels,
            rules.option_labels.value.join(", "),
        ),
        line(
            lang.pick("Ban kiểm phiếu ít nhất", "Tally board, at least"),
            &rules.tally_board_least,
            rules.tally_board_least.value.to_string(),
        ),
        line(
            lang.pick("Phiếu để trống một người vẫn hợp lệ", "A ballot may leave a name blank"),
            &rules.ballot_blanks,
            yes(rules.ballot_blanks.value, lang),
        ),
        line(
            lang.pick("Bỏ phiếu tín nhiệm", "Votes of confidence"),
            &rules.confidence_votes,
            yes(rules.confidence_votes.value, lang),
        ),
    ]);
    lines
}

/// "Chất vấn, từ lượt thứ hai".
fn of_turn(kind: TurnKind, vi: &str, en: &str, lang: Lang) -> String {
    format!("{}, {}", turn_name(kind, lang), lang.pick(vi, en))
}

/// Who speaks, in which order and for how long.
fn turns(rules: &RuleProfile, lang: Lang) -> Vec<RuleLine> {
    let timed = |name: &str, setting: &Setting<u32>| line(name, setting, span(setting.value.into(), lang));
    let first = rules.turn_seconds.iter().map(|(kind, setting)| timed(turn_name(*kind, lang), setting));
    let later = rules
        .second_turn_seconds
        .iter()
        .map(|(kind, setting)| timed(&of_turn(*kind, "từ lượt thứ hai", "second turn on", lang), setting));
    let most = rules.turns_most.iter().map(|(kind, setting)| {
        let name = of_turn(*kind, "nhiều nhất trong một nội dung", "at most in an item", lang);
        let n = setting.value;
        line(&name, setting, format!("{n} {}", lang.pick("lượt", if n == 1 { "turn" } else { "turns" })))
    });
    let mut lines: Vec<RuleLine> = first.chain(later).chain(most).collect();
    let order = rules.queue_order.value.iter().map(|rule| order_name(*rule, lang));
    let order: Vec<&str> = order.chain([lang.pick("thứ tự đăng ký", "order of registration")]).collect();
    lines.extend([
        line(lang.pick("Thứ tự mời", "Order of calling"), &rules.queue_order, order.join(", ")),
        line(
            lang.pick("Đồng hồ phát biểu chạy", "A speech's clock starts"),
            &rules.clock_start,
            match rules.clock_start.value {
                ClockStart::AtCall => lang.pick("ngay khi mời", "with the call"),
                ClockStart::ByChair => lang.pick("khi Chủ tọa bấm bắt đầu", "when the chair starts it"),
            }
            .to_owned(),
        ),
    ]);
    lines
}

fn order_name(rule: OrderRule, lang: Lang) -> &'static str {
    match rule {
        OrderRule::ProceduralFirst => lang.pick("ý kiến về trình tự trước", "words on procedure first"),
        OrderRule::DebateAtAnswer => lang.pick("tranh luận ngay sau trả lời", "debate right after an answer"),
        OrderRule::QuestionerFirst => {
            lang.pick("người chất vấn được tranh luận trước", "the questioner debates first")
        }
        OrderRule::LeastSpoken => lang.pick("người nói ít lượt hơn trước", "who spoke less often first"),
    }
}

fn times(rules: &RuleProfile, lang: Lang) -> Vec<RuleLine> {
    let timed = |name: &str, setting: &Setting<u32>| line(name, setting, span(setting.value.into(), lang));
    let undo = &rules.undo_seconds;
    let warnings: Vec<String> = rules.warn_seconds.value.iter().map(|s| span((*s).into(), lang)).collect();
    let lock = &rules.lock_minutes;
    vec![
        line(lang.pick("Nhắc khi còn", "Warning when left"), &rules.warn_seconds, warnings.join(", ")),
        timed(lang.pick("Mỗi lần thêm giờ", "Extension of a speech"), &rules.extend_seconds),
        line(
            lang.pick("Hoàn tác được trong", "Acts can be taken back for"),
            undo,
            match undo.value {
                0 => lang.pick("không cho hoàn tác", "not at all").to_owned(),
                seconds => span(seconds.into(), lang),
            },
        ),
        timed(lang.pick("Biểu quyết nhắc sau", "A vote warns after"), &rules.vote_warn_seconds),
        timed(
            lang.pick("Mỗi lần thêm thời gian biểu quyết", "Extension of a vote"),
            &rules.vote_extend_seconds,
        ),
        timed(lang.pick("Mã phòng họp đổi sau", "The room code changes after"), &rules.room_code_seconds),
        line(
            lang.pick("Màn hình tự khóa sau", "The screen locks after"),
            lock,
            span(u64::from(lock.value) * 60, lang),
        ),
    ]
}

/// "10 ngày, chậm nhất 27/12/2026"; of written answers, which each question counts for itself, without a date.
fn due(session: &Session, deadline: Deadline, days: Days, lang: Lang) -> String {
    let kind = if days.working { lang.pick(" làm việc", " working") } else { "" };
    if deadline == Deadline::WrittenAnswers {
        return match lang {
            Lang::Vi => format!("{} ngày{kind} kể từ ngày chất vấn", days.days),
            Lang::En => format!("{}{kind} days from the day of the question", days.days),
        };
    }
    let before = deadline.before_opening();
    let from =
        if before { session.plan.planned_at } else { session.closed_at.unwrap_or(session.plan.planned_at) };
    let date = short_date(days.from(day_of(from), before) * 86_400_000);
    match lang {
        Lang::Vi => {
            let word = if deadline == Deadline::LegalEffect { "sớm nhất" } else { "chậm nhất" };
            format!("{} ngày{kind}, {word} {date}", days.days)
        }
        Lang::En => {
            let word = if deadline == Deadline::LegalEffect { "not before" } else { "by" };
            format!("{}{kind} days, {word} {date}", days.days)
        }
    }
}

fn yes(value: bool, lang: Lang) -> String {
    if value { lang.pick("có", "yes") } else { lang.pick("không", "no") }.to_owned()
}

/// "1 phút", "30 giây", "6 phút 10 giây"; "6 min 10 s".
pub fn span(seconds: u64, lang: Lang) -> String {
    let (minute, second) = (lang.pick("phút", "min"), lang.pick("giây", "s"));
    match (seconds / 60, seconds % 60) {
        (0, s) => format!("{s} {second}"),
        (m, 0) => format!("{m} {minute}"),
        (m, s) => format!("{m} {minute} {s} {second}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang) -> Vec<String> {
        let mut plan = crate::prepare::synthetic(28, 1).expect("a council").plan;
        plan.rules.clock_start.value = ClockStart::ByChair;
        plan.rules.undo_seconds.value = 0;
        let lines = rule_lines(&Session::of_plan(plan), lang);
        assert!(lines.iter().all(|line| !line.source.is_empty()));
        lines.into_iter().map(|line| format!("{}: {}", line.name, line.value)).collect()
    }

    #[test]
    fn every_rule_of_the_floor_is_said() {
        let lines = said(Lang::Vi);
        for line in [
            "Trả lời chất vấn: 3 phút",
            "Phát biểu, từ lượt thứ hai: 3 phút",
            "Phát biểu, nhiều nhất trong một nội dung: 2 lượt",
            "Thứ tự mời: ý kiến về trình tự trước, tranh luận ngay sau trả lời, người chất vấn được tranh luận trước, thứ tự đăng ký",
            "Đồng hồ phát biểu chạy: khi Chủ tọa bấm bắt đầu",
            "Hoàn tác được trong: không cho hoàn tác",
            "Trả lời chất vấn bằng văn bản: 20 ngày kể từ ngày chất vấn",
        ] {
            assert!(lines.iter().any(|said| said == line), "{line}\n{lines:#?}");
        }
        assert!(said(Lang::En).contains(&"Written answers: 20 days from the day of the question".to_owned()));
        assert_eq!(said(Lang::En).len(), lines.len());
    }
}
