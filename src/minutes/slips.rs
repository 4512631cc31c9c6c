//! Personal slips: one delegate's code each, eight to a page with lines to cut along (decision 3).

use serde::Serialize;
use serde_json::json;

use super::{MinutesError, pdf};

/// One slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// `Đỗ Thị H`.
    pub name: String,
    /// `Tổ số 2`, or the role: `Thư ký kỳ họp`.
    pub group: String,
    /// The one-time code, with or without a space or dash in its middle.
    pub code: String,
    /// The address that the QR code holds.
    pub url: String,
    /// `Hội đồng nhân dân xã An Bình`.
    pub council: String,
    /// `Kỳ họp thứ 3, khóa I`.
    pub session: String,
}

/// What the template reads.
#[derive(Serialize)]
struct Printed<'a> {
    name: &'a str,
    group: &'a str,
    code: String,
    qr: String,
    council: &'a str,
    session: &'a str,
}

/// How to use the slip, a line each.
const HELP: [&str; 3] = [
    "1. Nối Wi-Fi của phòng họp, quét mã QR bằng máy ảnh của điện thoại.",
    "2. Nếu trang hỏi mã, nhập tám ký tự in bên trên; mã dùng một lần.",
    "3. Giữ kín mã. Mất mã hoặc đổi máy: báo thư ký để được cấp mã mới.",
];

/// The slips as PDF, in the order given. No slip gives one empty page.
///
/// # Errors
/// [`MinutesError::Qr`] if an address is too long for a QR code.
pub fn render_slips(slips: &[Slip]) -> Result<Vec<u8>, MinutesError> {
    let printed = slips
        .iter()
        .map(|slip| {
            Ok(Printed {
                name: &slip.name,
                group: &slip.group,
                code: grouped(&slip.code),
                qr: qr_svg(&slip.url)?,
                council: &slip.council,
                session: &slip.session,
            })
        })
        .collect::<Result<Vec<_>, MinutesError>>()?;
    let data = json!({ "slips": printed, "help": HELP });
    pdf::compile(include_str!("templates/slips.typ"), "slips.json", data, pdf::Kind::Print)
}

/// `K7P4M2Q9` as `K7P4 M2Q9`; codes of other lengths stay as they are.
fn grouped(code: &str) -> String {
    let plain: Vec<char> = code.chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.len() != 8 {
        return code.trim().to_owned();
    }
    let (a, b) = plain.split_at(4);
    format!("{} {}", a.iter().collect::<String>(), b.iter().collect::<String>())
}

/// A QR code as SVG with the quiet zone of four modules; runs of dark modules are one rectangle each.
fn qr_svg(text: &str) -> Result<String, MinutesError> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M)?;
    let side = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..].iter().take_while(|c| **c == qrcode::Color::Dark).count();
            if run > 0 {
                path += &format!("M{},{}h{run}v1h-{run}z", x + 4, y + 4);
            }
            x += run + 1;
        }
    }
    let whole = side + 8;
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}"><rect width="{whole}" height="{whole}" fill="white"/><path d="{path}" fill="black"/></svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_two_groups_of_four() {
        assert_eq!(grouped("K7P4M2Q9"), "K7P4 M2Q9");
        assert_eq!(grouped("k7p4-m2q9"), "k7p4 m2q9");
        assert_eq!(grouped(" 123456 "), "123456");
    }

    #[test]
    fn nine_slips_take_two_pages_and_the_same_bytes_each_time() {
        let slip = |i: usize| Slip {
            name: format!("Đỗ Thị H {i}"),
            group: "Tổ số 2".into(),
            code: "K7P4M2Q9".into(),
            url: "http://192.168.100.100:8080/e/K7P4M2Q9".into(),
            council: "Hội đồng nhân dân xã An Bình".into(),
            session: "Kỳ họp thứ 3, khóa I".into(),
        };
        let slips: Vec<Slip> = (0..9).map(slip).collect();
        let pdf = render_slips(&slips).unwrap();
        assert_eq!(pdf, render_slips(&slips).unwrap());
        assert!(String::from_utf8_lossy(&pdf).contains("/Count 2"));
    }

    #[test]
    fn an_address_too_long_for_a_code_is_refused() {
        assert!(matches!(qr_svg(&"x".repeat(5000)), Err(MinutesError::Qr(_))));
    }
}
