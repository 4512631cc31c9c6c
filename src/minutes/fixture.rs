//! The sample session: the third session of the invented commune An Bình, with figures that were checked by
//! hand.

use super::model::*;

/// An instant on 17 December 2026 in Việt Nam.
pub(crate) fn at(hour: i64, minute: i64) -> i64 {
    1_797_440_400_000 + (hour * 60 + minute) * 60_000
}

/// An instant of another day: days from 17 December 2026.
fn day(offset: i64) -> i64 {
    at(8, 0) + offset * 86_400_000
}

fn person(name: &str, title: &str) -> Person {
    Person { name: name.into(), title: title.into() }
}

fn vote(item_no: &str, subject: &str, short: &str, in_favour: u32, not_voting: u32, opened: i64) -> Vote {
    Vote {
        id: format!("v-{item_no}-{in_favour}"),
        item_no: item_no.into(),
        subject: subject.into(),
        short_subject: short.into(),
        rule_source: "Điều 35 khoản 2 Luật số 72/2025/QH15".into(),
        arithmetic: format!("{in_favour} × 2 = {} > 28", in_favour * 2),
        total_delegates: 28,
        present: 27,
        in_favour,
        not_voting,
        passed: true,
        opened_at: Some(opened),
        closed_at: Some(opened + 90_000),
        ..Vote::default()
    }
}

/// Name, title, Tổ of the 28.
const DELEGATES: [(&str, &str, u32); 28] = [
    ("Nguyễn Văn A", "Bí thư Đảng ủy, Chủ tịch HĐND xã", 1),
    ("Trần Thị B", "Phó Chủ tịch HĐND xã", 2),
    ("Phạm Thị D", "Công chức Văn phòng HĐND và UBND xã", 3),
    ("Hoàng Văn E", "Bí thư chi bộ thôn Đông", 4),
    ("Đỗ Thị H", "Chủ tịch Hội Liên hiệp Phụ nữ xã", 2),
    ("Ngô Văn K", "Trưởng thôn Nam", 3),
    ("Mai Văn M", "Chủ tịch Hội Nông dân xã", 1),
    ("Phan Thị Ngọc P", "Trưởng Ban Kinh tế - Ngân sách", 4),
    ("Đặng Quốc Q", "Trưởng Ban Văn hóa - Xã hội", 1),
    ("Trương Thị R", "Hiệu trưởng Trường Tiểu học An Bình", 4),
    ("Hồ Văn S", "Chỉ huy trưởng Ban Chỉ huy Quân sự xã", 3),
    ("Nguyễn Hồng T", "Trưởng Trạm Y tế xã", 2),
    ("Dương Văn U", "Giám đốc Hợp tác xã An Bình", 1),
    ("Lưu Thị V", "Bí thư Đoàn TNCS Hồ Chí Minh xã", 2),
    ("Đinh Công X", "Phó Trưởng Ban Kinh tế - Ngân sách", 3),
    ("Tạ Thị Y", "Phó Trưởng Ban Văn hóa - Xã hội", 4),
    ("Quách Văn Ân", "Trưởng Công an xã", 1),
    ("Lương Thị Nh", "Giáo viên Trường THCS An Bình", 2),
    ("Hà Văn Kh", "Chủ tịch Hội Cựu chiến binh xã", 3),
    ("Trịnh Thị Ph", "Hộ kinh doanh, thôn Trung", 4),
    ("Chu Văn Th", "Bí thư chi bộ thôn Bắc", 1),
    ("Võ Thị Gi", "Cán bộ Ủy ban MTTQ Việt Nam xã", 2),
    ("Kiều Văn Qu", "Trưởng thôn Trung", 3),
    ("La Thị Ng", "Nông dân, thôn Nam", 4),
    ("Thái Văn Ch", "Bí thư chi bộ thôn Tây", 1),
    ("Nguyễn Thu Đ", "Công chức Trung tâm Phục vụ hành chính công", 2),
    ("Cù Văn I", "Trưởng thôn Bắc", 3),
    ("Lại Thị O", "Nông dân, thôn Đông", 4),
];

fn attendance() -> Vec<AttendanceRow> {
    (0_i64..)
        .zip(DELEGATES)
        .map(|(i, (name, title, group))| {
            let absent = name == "Hoàng Văn E";
            AttendanceRow {
                name: name.into(),
                title: title.into(),
                group: format!("Tổ số {group}"),
                present_at_open: !absent,
                intervals: if absent {
                    Vec::new()
                } else {
                    vec![Interval { from: at(7, 2 + i % 25), until: None }]
                },
                means: (!absent).then_some(match i % 9 {
                    4 => Means::Kiosk,
                    8 => Means::Secretary,
                    _ => Means::Qr,
                }),
                absent_reason: absent.then(|| "Điều trị bệnh".into()),
                excused: absent,
            }
        })
        .collect()
}

fn document(
    number: &str,
    kind: &str,
    title: &str,
    submitter: &str,
    item: &str,
    issued: i64,
    presented: bool,
) -> DocumentRow {
    DocumentRow {
        number: number.into(),
        kind: kind.into(),
        title: title.into(),
        submitter: submitter.into(),
        item_no: item.into(),
        presented,
        issued_at: Some(day(issued)),
        sent_at: Some(day(issued)),
        on_time: Some(issued <= -5),
        pages: 3,
        opened_by: Some(24),
        sha256: String::new(),
    }
}

fn documents() -> Vec<DocumentRow> {
    let ubnd = "Ủy ban nhân dân xã";
    let standing = "Thường trực Hội đồng nhân dân xã";
    let mut rows = vec![
        document(
            "210/BC-UBND",
            "Báo cáo",
            "Tình hình kinh tế - xã hội năm 2026, phương hướng năm 2027",
            ubnd,
            "3",
            -15,
            true,
        ),
        document(
            "31/TB-MTTQ-BTT",
            "Thông báo",
            "Công tác tham gia xây dựng chính quyền và tổng hợp ý kiến, kiến nghị của cử tri",
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã",
            "3",
            -12,
            true,
        ),
        document(
            "18/BC-BKTNS",
            "Báo cáo thẩm tra",
            "Các báo cáo, tờ trình, dự thảo nghị quyết lĩnh vực kinh tế - ngân sách",
            "Ban Kinh tế - Ngân sách",
            "3",
            -10,
            true,
        ),
        document(
            "15/BC-BVHXH",
            "Báo cáo thẩm tra",
            "Các báo cáo lĩnh vực văn hóa - xã hội",
            "Ban Văn hóa - Xã hội",
            "3",
            -10,
            true,
        ),
    ];
    for (number, title, submitter) in [
        ("211/BC-UBND", "Tình hình thực hiện dự toán ngân sách năm 2026", ubnd),
        ("212/BC-UBND", "Kết quả giải quyết ý kiến, kiến nghị của cử tri", ubnd),
        ("213/BC-UBND", "Công tác tiếp công dân, giải quyết khiếu nại, tố cáo năm 2026", ubnd),
        ("45/BC-HĐND", "Kết quả hoạt động của Hội đồng nhân dân xã năm 2026", standing),
        ("46/BC-HĐND", "Kết quả giám sát chuyên đề về thu gom rác thải sinh hoạt", standing),
        ("11/BC-HĐND", "Kết quả thực hiện Nghị quyết số 57-NQ/TW Quý I năm 2026", standing),
    ] {
        rows.push(document(number, "Báo cáo", title, submitter, "3", -14, false));
    }
    rows.push(document(
        "22/TTr-HĐND",
        "Tờ trình",
        "Về kế hoạch tổ chức các kỳ họp thường lệ năm 2027",
        standing,
        "7",
        -4,
        true,
    ));
    rows
}

fn items() -> Vec<AgendaItem> {
    let item = |no: &str, title: &str, start: i64, end: Option<i64>| AgendaItem {
        no: no.into(),
        title: title.into(),
        start: Some(start),
        end,
        ..AgendaItem::default()
    };
    let turn = |delegate: &str, group: &str, start: i64, duration_s: u32, summary: Option<&str>| Turn {
        delegate: delegate.into(),
        group: group.into(),
        kind: String::new(),
        start,
        duration_s,
        summary: summary.map(Into::into),
    };
    vec![
        AgendaItem {
            text: vec![
                "Chào cờ. Bà Trần Thị B tuyên bố lý do, giới thiệu đại biểu.".into(),
                "Ông Nguyễn Văn A đọc diễn văn khai mạc kỳ họp (văn bản kèm theo).".into(),
            ],
            ..item("1", "Khai mạc", at(7, 40), None)
        },
        AgendaItem {
            text: vec!["Bà Trần Thị B trình dự kiến chương trình. Không có ý kiến đề nghị sửa đổi, bổ sung.".into()],
            votes: vec![0],
            ..item("2", "Thông qua chương trình kỳ họp", at(7, 55), None)
        },
        AgendaItem {
            presenter: Some("Ông Vũ Văn G, Chủ tịch Ủy ban nhân dân xã (08 giờ 00 phút - 08 giờ 14 phút)".into()),
            documents: (0..10).collect(),
            ..item("3", "Các báo cáo, tờ trình, dự thảo nghị quyết trình kỳ họp", at(8, 0), None)
        },
        AgendaItem {
            requests: 6,
            written_opinions: 1,
            turns: vec![
                turn("Đại biểu Đỗ Thị H", "Tổ số 2", at(9, 2), 370, Some("đề nghị sớm sửa chữa kênh N3 để phục vụ vụ xuân")),
                turn("Đại biểu Ngô Văn K", "Tổ số 3", at(9, 10), 305, None),
                turn("Đại biểu Mai Văn M", "Tổ số 1", at(9, 18), 412, None),
                turn("Đại biểu Trương Thị R", "Tổ số 4", at(9, 30), 240, Some("đề nghị bổ sung thiết bị cho trường tiểu học")),
                Turn {
                    kind: "giải trình".into(),
                    ..turn("Ông Vũ Văn G, Chủ tịch Ủy ban nhân dân xã", "", at(9, 40), 900, Some("tiếp thu các ý kiến, giải trình tiến độ sửa chữa kênh N3"))
                },
            ],
            commitments: vec![Commitment {
                text: "hoàn thành sửa chữa kênh N3".into(),
                owner: "Ông Vũ Văn G, Chủ tịch Ủy ban nhân dân xã".into(),
                due: Some(day(134)),
            }],
            ..item("4", "Thảo luận tại hội trường", at(9, 0), Some(at(10, 5)))
        },
        AgendaItem {
            text: vec!["Nhóm vấn đề: thu gom rác thải; tiến độ giải quyết hồ sơ đất đai.".into()],
            questions: vec![
                Question {
                    delegate: "Đại biểu Ngô Văn K".into(),
                    text: Some("bao giờ các thôn phía nam có lịch thu gom rác cố định hằng tuần?".into()),
                    respondent: "ông Bùi Văn L, Trưởng phòng Kinh tế".into(),
                    answer: Some("sẽ có lịch thu gom cố định cho các thôn phía nam".into()),
                    written_due: None,
                },
                Question {
                    delegate: "Đại biểu Ngô Văn K".into(),
                    text: Some("tiến độ giải quyết hồ sơ đất đai tồn đọng".into()),
                    respondent: "ông Bùi Văn L, Trưởng phòng Kinh tế".into(),
                    answer: None,
                    written_due: Some(day(20)),
                },
            ],
            commitments: vec![Commitment {
                text: "ban hành lịch thu gom rác cố định cho các thôn phía nam".into(),
                owner: "Ông Bùi Văn L, Trưởng phòng Kinh tế".into(),
                due: Some(day(104)),
            }],
            conclusion: Some("ghi nhận hai nhóm vấn đề; giao Thường trực Hội đồng nhân dân xã theo dõi việc thực hiện cam kết".into()),
            ..item("5", "Chất vấn và trả lời chất vấn", at(10, 15), Some(at(11, 0)))
        },
        AgendaItem {
            text: vec!["Chủ tịch Ủy ban nhân dân xã giới thiệu bà Cao Thị N. Không có người ứng cử, giới thiệu thêm.".into()],
            votes: vec![1],
            tally_records: vec![0],
            ..item("6", "Bầu bổ sung Ủy viên Ủy ban nhân dân xã", at(11, 0), Some(at(11, 25)))
        },
        AgendaItem { votes: vec![2, 3, 4, 5, 6, 7], ..item("7", "Biểu quyết thông qua các nghị quyết", at(11, 25), None) },
        AgendaItem {
            text: vec!["Ông Nguyễn Văn A phát biểu bế mạc kỳ họp (văn bản kèm theo). Chào cờ.".into()],
            ..item("8", "Bế mạc", at(11, 45), None)
        },
    ]
}

fn votes() -> Vec<Vote> {
    let annulled = Vote {
        annulled_reason: Some("mất điện khi đang kiểm đếm, biểu quyết lại".into()),
        against: 1,
        passed: false,
        ..vote("7", "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp", "NQ Chất vấn", 24, 2, at(11, 31))
    };
    let mut votes = vec![
        vote("2", "Chương trình kỳ họp", "", 27, 0, at(7, 58)),
        vote("6", "Ban kiểm phiếu gồm 03 đại biểu", "Ban kiểm phiếu", 27, 0, at(11, 3)),
        vote(
            "7",
            "Nghị quyết về Kế hoạch phát triển kinh tế - xã hội năm 2027",
            "NQ Kế hoạch KT-XH 2027",
            27,
            0,
            at(11, 26),
        ),
        vote(
            "7",
            "Nghị quyết về dự toán thu ngân sách nhà nước trên địa bàn, thu, chi và phân bổ ngân sách xã năm 2027",
            "NQ Dự toán ngân sách 2027",
            26,
            1,
            at(11, 29),
        ),
        annulled,
        vote("7", "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp", "NQ Chất vấn", 25, 2, at(11, 34)),
        vote(
            "7",
            "Nghị quyết về kế hoạch tổ chức các kỳ họp thường lệ năm 2027",
            "NQ Kế hoạch kỳ họp 2027",
            27,
            0,
            at(11, 37),
        ),
        vote(
            "7",
            "Nghị quyết xác nhận kết quả bầu bổ sung Ủy viên Ủy ban nhân dân xã",
            "NQ xác nhận kết quả bầu",
            27,
            0,
            at(11, 40),
        ),
    ];
    // The vote taken again keeps its number.
    for (vote, no) in votes.iter_mut().skip(2).zip(["7.1", "7.2", "7.3", "7.3", "7.4", "7.5"]) {
        vote.no = no.to_owned();
    }
    votes
}

/// The whole sample.
pub(crate) fn model() -> MinutesModel {
    let guest =
        |name: &str, title: &str, count: Option<u32>| Guest { name: name.into(), title: title.into(), count };
    MinutesModel {
        format: FORMAT.into(),
        session_id: "an-binh-3".into(),
        council_lines: vec!["HỘI ĐỒNG NHÂN DÂN".into(), "XÃ AN BÌNH".into()],
        council_name: "Hội đồng nhân dân xã An Bình".into(),
        commune_name: "xã An Bình".into(),
        province_name: "thành phố Hải Phòng".into(),
        minutes_no: Some("03/BB-HĐND".into()),
        session: Session { ordinal: 3, kind_label: "kỳ họp thường lệ cuối năm 2026".into() },
        term_label: "I".into(),
        term_years: "2026 - 2031".into(),
        start_at: at(7, 30),
        end_at: Some(at(11, 50)),
        venue: "Hội trường Trung tâm hội nghị xã An Bình".into(),
        total_delegates: 28,
        present_at_open: 27,
        absent: vec![Absence {
            name: "Hoàng Văn E".into(),
            reason: "điều trị bệnh, đã báo cáo Chủ tọa".into(),
            excused: true,
        }],
        guests: vec![
            guest("Đại diện Thường trực Hội đồng nhân dân thành phố", "", None),
            guest(
                "Đại diện Đảng ủy, Ủy ban Mặt trận Tổ quốc Việt Nam xã, các tổ chức chính trị - xã hội",
                "",
                None,
            ),
            guest("Các thành viên Ủy ban nhân dân xã không phải là đại biểu Hội đồng nhân dân", "", None),
            guest("Trưởng các phòng, đơn vị thuộc xã; Bí thư chi bộ, Trưởng thôn", "", None),
            guest("Đại diện cử tri", "", Some(5)),
        ],
        guests_present: Some(34),
        presidium: vec![
            person("Ông Nguyễn Văn A", "Chủ tịch Hội đồng nhân dân xã"),
            person("Bà Trần Thị B", "Phó Chủ tịch Hội đồng nhân dân xã"),
        ],
        secretaries: vec![
            person("Ông Lê Văn C", "Phó Chánh Văn phòng HĐND và UBND xã"),
            person("Bà Phạm Thị D", "đại biểu Hội đồng nhân dân xã"),
        ],
        agenda_items: items(),
        attendance: attendance(),
        documents: documents(),
        votes: votes(),
        tally_records: vec![TallyRecord {
            subject: "Bầu bổ sung Ủy viên Ủy ban nhân dân xã".into(),
            board: vec![
                person("Bà Đỗ Thị H", "Trưởng ban"),
                person("Ông Ngô Văn K", "Thư ký"),
                person("Ông Mai Văn M", "Ủy viên"),
            ],
            total_delegates: 28,
            issued: 27,
            collected: 27,
            valid: 27,
            invalid: 0,
            candidates: vec![CandidateResult {
                name: "Bà Cao Thị N".into(),
                in_favour: 26,
                against: 1,
                elected: true,
                office: "Ủy viên Ủy ban nhân dân xã".into(),
            }],
        }],
        recesses: vec![Recess {
            item_no: "4".into(),
            start: at(10, 5),
            end: Some(at(10, 15)),
            reason: "giải lao".into(),
        }],
        faults: vec![Note {
            at: at(11, 31),
            text: "Mất điện 40 giây; máy chạy tiếp từ bản ghi, không mất số liệu".into(),
        }],
        evidence: Some(Evidence {
            log_size: 412,
            root_hash: "9f2c5be07a41d6c3b8e5f1027d94ac36e8b0715fc2a4d9836b7e10f5c48a2d1b".into(),
            key_fingerprint: "4C1A 90B7 22E5 D03F".into(),
        }),
        recipients: [
            "Thường trực HĐND thành phố (báo cáo)",
            "Thường trực Đảng ủy, Thường trực HĐND, UBND, Ủy ban MTTQ Việt Nam xã",
            "Các Ban HĐND xã",
            "Lưu: VT, Hồ sơ kỳ họp",
        ]
        .map(String::from)
        .to_vec(),
        signatories: vec![
            Signatory { role: SignatoryRole::Secretary, name: "Lê Văn C".into(), office: String::new() },
            Signatory {
                role: SignatoryRole::Secretary, name: "Phạm Thị D".into(), office: String::new()
            },
            Signatory {
                role: SignatoryRole::Chair,
                name: "Nguyễn Văn A".into(),
                office: "CHỦ TỊCH HỘI ĐỒNG NHÂN DÂN XÃ".into(),
            },
        ],
    }
}

/// A session of a full day with 500 delegates: what the slowest council could bring.
pub(crate) fn full_day() -> MinutesModel {
    let mut model = model();
    let rows = model.attendance.clone();
    model.attendance = rows.iter().cycle().take(500).cloned().collect();
    model.documents = model.documents.iter().cycle().take(60).cloned().collect();
    model.votes = model.votes.iter().cycle().take(40).cloned().collect();
    let items = model.agenda_items.clone();
    model.agenda_items = items.iter().cycle().take(32).cloned().collect();
    for item in &mut model.agenda_items {
        item.turns = item.turns.iter().cycle().take(item.turns.len() * 5).cloned().collect();
    }
    model
}
