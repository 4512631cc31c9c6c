//! The minutes of a session: from a plain model to DOCX, PDF, XLSX and JSON.
//!
//! ```text
//! MinutesModel ── proceedings, tally ──> tree::Document ──> docx, pdf   (one tree, so the two cannot differ)
//!              ├─ sheets ──────────────────────────────> xlsx, csv   (one table, likewise)
//!              └────────────────────────────────────────> json
//! ```
//!
//! Figures are copied from the model and percentages made from its integers; what only a person can write is
//! printed as [`PLACEHOLDER`]. The same model gives the same bytes, whenever and wherever it is rendered: no
//! clock, no locale and no font of the host is asked. Layout: Decree 30/2020, annexes I and III (form 1.9).
//! [`papers`] lays out other papers the same way, [`slips`] prints personal codes, [`ballots`] voting papers.

mod annexes;
pub mod ballots;
pub mod csv;
pub mod docx;
mod files;
#[cfg(test)]
pub(crate) mod fixture;
mod from_session;
pub mod json;
pub mod model;
pub mod papers;
pub mod pdf;
mod phrases;
pub mod proceedings;
mod sheets;
pub mod slips;
pub mod statistics;
pub mod tally;
#[cfg(test)]
mod tests;
pub mod tree;
mod wordml;
pub mod xlsx;

pub use ballots::{Ballot, render_ballots};
pub use files::{Files, write_all};
pub use from_session::from_session;
pub use model::MinutesModel;
pub use slips::{Slip, render_slips};

/// Printed where only a person can write (R-26).
pub const PLACEHOLDER: &str = "(thư ký bổ sung)";

/// Printed in place of a number that was not given yet.
pub const BLANK_NUMBER: &str = "……/BB-HĐND";

/// Why files could not be made.
#[derive(Debug, thiserror::Error)]
pub enum MinutesError {
    /// A file could not be written.
    #[error("{path}: {source}")]
    Write {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The model could not be written as JSON.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// The DOCX package could not be put together.
    #[error("docx: {0}")]
    Docx(#[from] zip::result::ZipError),
    /// As above, from the archive's writer.
    #[error("docx: {0}")]
    Archive(#[from] std::io::Error),
    /// The page layout failed.
    #[error("pdf: {0}")]
    Layout(String),
    /// The workbook could not be made.
    #[error("xlsx: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// A text is too long for a QR code.
    #[error("qr: {0}")]
    Qr(#[from] qrcode::types::QrError),
    /// A paper's source is not as it should be.
    #[error("paper: {0}")]
    Source(String),
}

/// The minutes as DOCX.
pub fn render_docx(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    docx::render(&proceedings::document(model))
}

/// The minutes as PDF/A-2b.
pub fn render_pdf(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    pdf::render(&proceedings::document(model))
}

/// Attendance, documents, votes, ballots, speeches and commitments as XLSX.
pub fn render_xlsx(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    xlsx::render(model)
}

/// The model as JSON (`minutes.schema.json`).
pub fn render_json(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    json::render(model)
}
