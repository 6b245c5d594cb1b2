//! Zip files as the tests need them.

/// A zip file of these parts, stored without packing.
#[must_use]
pub fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    packed_zip(parts.iter().map(|(name, bytes)| (*name, bytes.to_vec(), 0)).collect())
}

/// A zip file of these parts, each packed by the method with this number.
#[must_use]
pub fn packed_zip(parts: Vec<(&str, Vec<u8>, u16)>) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    let count = parts.len() as u16;
    for (name, bytes, method) in parts {
        let start = file.len() as u32;
        let length = bytes.len() as u32;
        let mut fields = Vec::new();
        fields.extend(method.to_le_bytes());
        fields.extend([0; 8]);
        fields.extend(length.to_le_bytes());
        fields.extend(length.to_le_bytes());
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        file.extend(b"PK\x03\x04\x14\0\0\0");
        file.extend(&fields);
        file.extend(name.as_bytes());
        file.extend(&bytes);
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0, 0]);
    file
}
