//! Lists of delegates as they come out of Excel, good and bad.

use crate::chamber::plan::Delegate;
use crate::prepare::delegates::{from_csv, from_xlsx};
use crate::prepare::problem::Findings;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::path::Path;

/// The delegates, or the sentences about them; warnings are marked.
fn csv(bytes: impl AsRef<[u8]>) -> (Vec<Delegate>, Vec<String>) {
    let mut out = Findings::default();
    let found = from_csv(Path::new("delegates.csv"), bytes.as_ref(), &mut out);
    told(found.map(|found| found.list), out)
}

fn xlsx(bytes: Vec<u8>) -> (Vec<Delegate>, Vec<String>) {
    let mut out = Findings::default();
    let found = from_xlsx(Path::new("delegates.xlsx"), bytes, &mut out);
    told(found.map(|found| found.list), out)
}

fn told(list: Option<Vec<crate::prepare::delegates::Seated>>, out: Findings) -> (Vec<Delegate>, Vec<String>) {
    let list = list.unwrap_or_default().into_iter().map(|seated| seated.delegate).collect();
    let warnings = out.warnings.iter().map(|warning| format!("(cảnh báo) {warning}"));
    (list, out.errors.iter().map(ToString::to_string).chain(warnings).collect())
}

fn short(list: &[Delegate]) -> Vec<String> {
    let one = |d: &Delegate| {
        let absent =
            d.reported_absent.as_deref().map(|reason| format!(", vắng: {reason}")).unwrap_or_default();
        format!("{} {} {} | {} | {}{absent}", d.id, d.honorific, d.name, d.title, d.group)
    };
    list.iter().map(one).collect()
}

const TWO: [&str; 2] =
    ["d01 Bà Đỗ Thị H | Trưởng thôn | Tổ số 2", "d02 Ông Ngô Văn K |  | Tổ số 3, vắng: ốm"];

#[test]
fn every_dialect_of_excel_gives_the_same_list() {
    let base = "Số ghế;Họ và tên;Ông/Bà;Chức vụ;Tổ;Lý do vắng\n1;Đỗ Thị H;Bà;Trưởng thôn;2;\n2;Ngô Văn K;Ông;;3;ốm\n";
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(base).collect();
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(base.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (what, bytes) in [
        ("semicolons", base.as_bytes().to_vec()),
        ("commas", base.replace(';', ",").into_bytes()),
        ("tabs", base.replace(';', "\t").into_bytes()),
        ("BOM and CRLF", format!("\u{feff}{}", base.replace('\n', "\r\n")).into_bytes()),
        ("old Mac line ends", base.replace('\n', "\r").into_bytes()),
        ("decomposed", decomposed.into_bytes()),
        ("UTF-16", utf16),
        ("sep line", format!("sep=;\n{base}").into_bytes()),
        ("non-breaking spaces", base.replace("Thị H", "Thị\u{a0}H\u{a0}").into_bytes()),
        ("Icelandic eth", base.replace('Đ', "Ð").into_bytes()),
        ("quoted", base.replace("Đỗ Thị H", "\"Đỗ Thị H\"").replace("Số ghế", "\"Số\nghế\"").into_bytes()),
        ("empty lines", base.replace('\n', "\n;;;;;\n\n").into_bytes()),
        (
            "title and total",
            format!("DANH SÁCH ĐẠI BIỂU;;\n;;;\n{base}Tổng số: 02 đại biểu;;;\n").into_bytes(),
        ),
        (
            "unordered",
            "Ghế,Họ tên,Giới tính,Chức vụ/Đơn vị,Tổ đại biểu,Vắng mặt\n\
            02,Ngô Văn K,Nam,,Tổ 3,ốm\n01,Đỗ Thị H,Nữ,Trưởng thôn,Tổ số 02,\n"
                .into(),
        ),
        (
            "other headings",
            "STT,Họ và tên đệm,Tên,Nam,Nữ,Chức danh,Tổ số,Vắng mặt,Lý do\n\
            1,Đỗ Thị,H,,x,Trưởng thôn,2,,\n2,Ngô Văn,K,x,,,3,x,ốm\n"
                .into(),
        ),
        (
            "honorific before the name",
            "STT,Họ và tên,Chức vụ,Tổ,Vắng\n1,Bà Đỗ Thị H,Trưởng thôn,2,không\n2,Ông Ngô Văn K,,3,ốm\n"
                .into(),
        ),
    ] {
        let (list, told) = csv(bytes);
        assert_eq!(told, Vec::<String>::new(), "{what}");
        assert_eq!(short(&list), TWO, "{what}");
    }
}

#[test]
fn every_mistake_has_its_row() {
    let cases = [
        "1,Lê Thị Chủ,Bà\n",
        "Số ghế,Họ và tên,Ông/Bà\n",
        "Họ và tên,Ông/Bà,Tổ\nLê Thị Chủ,Bà,1\n",
        "STT;Họ và tên;Giới tính;Tổ;Vắng mặt;Lý do vắng;Ghi chú\n0;Lê Thị Chủ;Bà;1\n3;Phạm 2;Nam;;x;\nmột;;;2\n\
         5;Lê Thị Chủ;Nữ;1\n5;Lê Văn;Ông;Tổ 2;không;ốm\n7;Lê Văn;Nam;2;;\n7;Lê Văn;Nam;3;;\n8;Lê Văn;anh;3\n",
        "Số ghế,Họ và tên,Ông/Bà,Tổ\n1,\"Lê Thị Chủ,Bà,1\n2,Phạm Văn Hai,Ông,1\n",
        "Số ghế,Họ và tên,Ông/Bà,Tổ\n1,Lê Thị Chủ,Bà,1\n4,Phạm Văn Hai,Ông,1\n5,LÊ THỊ CHỦ,Bà,1\n6,Phạm Văn Hai,Ông,2\n",
        "Số ghế,Họ và tên,Ông/Bà,Tổ\n1,Công Tằng Tôn Nữ Nguyễn Hoàng Phương Thảo,Bà,Tổ Đông\n",
        "PK\u{3}\u{4}",
    ];
    let told: Vec<String> =
        cases.iter().map(|text| format!("{text}=>\n{}\n", csv(text).1.join("\n"))).collect();
    super::golden("every_mistake_has_its_row", &told.join("\n"));
    assert_eq!(csv(b"S\xf4 gh\xea").1.len(), 1);
}

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_with_titles_numbers_and_a_stray_cell() {
    let bytes = book(|sheet| {
        sheet.merge_range(0, 0, 0, 5, "DANH SÁCH ĐẠI BIỂU", &Format::new()).expect("a title");
        for (column, text) in (0..).zip(["STT", "Họ và tên", "Ông/Bà", "Chức vụ", "Tổ", "Lý do vắng"])
        {
            sheet.write(2, column, text).expect("a heading");
        }
        sheet.write(3, 0, 1).expect("a number");
        sheet.write(3, 1, "Đỗ Thị H").expect("a name");
        sheet.write(3, 2, "Bà").expect("a text");
        sheet.write(3, 3, "Trưởng thôn").expect("a text");
        sheet.write(3, 4, 2).expect("a number");
        sheet.write(5, 0, "02").expect("a number as text");
        sheet.write(5, 1, "Ngo\u{302} Va\u{306}n K").expect("a decomposed name");
        sheet.write(5, 2, "Ông").expect("a text");
        sheet.write(5, 4, "Tổ 3").expect("a text");
        sheet.write(5, 5, "ốm").expect("a text");
        sheet.write(6, 1, "Tổng cộng: 02").expect("a total");
        // In the last column of the last row: must not cost a table of that size.
        sheet.write(1_048_575, 16_383, "x").expect("a stray cell");
    });
    let (list, told) = xlsx(bytes);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(short(&list), TWO);
}

#[test]
fn the_sheet_with_a_heading_counts_and_rows_are_named() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Ghi chú").expect("a note");
    let sheet = book.add_worksheet();
    for (row, cells) in
        (0..).zip([["Số ghế", "Họ và tên", "Ông/Bà"], ["1", "Đỗ Thị H", ""], ["x", "Ngô Văn K", "Ông"]])
    {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).expect("a cell");
        }
    }
    let (_, told) = xlsx(book.save_to_buffer().expect("a workbook"));
    assert_eq!(
        told,
        [
            "delegates.xlsx, dòng 2: chưa ghi Ông hoặc Bà (hoặc Nam, Nữ)",
            "delegates.xlsx, dòng 3: số ghế “x” không đúng; phải là số từ 1 đến 2000",
            "(cảnh báo) delegates.xlsx, dòng 1: không có cột “Tổ”; tổ đại biểu sẽ để trống",
        ]
    );
}

#[test]
fn a_workbook_that_is_none() {
    assert_eq!(
        xlsx(b"no workbook".to_vec()).1,
        ["delegates.xlsx: không đọc được tệp Excel; hãy mở bằng Excel và lưu lại dạng .xlsx"]
    );
    assert_eq!(xlsx(book(|_| {})).1.len(), 1);
}
