//! Floor 3: a source read in a block of its own, apart from the page. What the page asks is a [`request`], what it gets is a
//! [`shown`] preview, both as JSON text; [`reader`] turns one into the other and stands in the block alone, so that reading costs
//! the page's opening nothing.

pub mod reader;
pub mod request;
pub mod shown;
