//! QR codes as pictures.

use nghitruong_ui::{Image, qr_image};
use qrcode::{Color, EcLevel, QrCode, Version};

/// The picture of `text` at level M, in version 2 where it fits; empty for what no code can hold.
pub fn picture(text: &str) -> Image {
    let code = QrCode::with_version(text, Version::Normal(2), EcLevel::M)
        .or_else(|_| QrCode::with_error_correction_level(text, EcLevel::M));
    let Ok(code) = code else { return Image::default() };
    let modules: Vec<bool> = code.to_colors().into_iter().map(|c| c == Color::Dark).collect();
    qr_image(&modules, code.width())
}
