//! Many reports of one news event go in, and out comes where they disagree.
//!
//! Data flows one way: paths → [`Report`] → sentences → [`Mention`] → [`Claim`] → slots →
//! [`Finding`] → bytes; each stage is a pure function of the one before.

pub mod align;
pub mod compare;
pub mod entity;
pub mod error;
pub mod extract;
pub mod lang;
pub mod read;
pub mod segment;
pub mod span;
pub mod value;
pub mod write;

pub use compare::{Comparison, Finding, Severity, Verdict};
pub use error::Error;
pub use extract::{Claim, Mention};
pub use read::Report;
pub use span::Span;
pub use value::{ComparisonLevel, Kind, Value};
