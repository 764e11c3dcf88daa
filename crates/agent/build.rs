//! Makes of the pictures of the tray what a panel is given over D-Bus, so that the program itself reads no PNG.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

const SHAPES: [&str; 5] = ["fine", "for-you", "working", "signed-out", "not-known"];
const THEMES: [&str; 2] = ["light", "dark"];
/// Width and height of each picture.
const SIZE: u32 = 32;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../../src-tauri/icons/tray");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = std::env::var("OUT_DIR")?;
    for shape in SHAPES {
        for theme in THEMES {
            let name = format!("{shape}-{theme}");
            std::fs::write(Path::new(&out).join(format!("{name}.argb")), argb(&folder.join(format!("{name}.png")))?)?;
        }
    }
    Ok(())
}

/// Rows from top to bottom, a pixel as four bytes: alpha, red, green, blue.
fn argb(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut reader = png::Decoder::new(BufReader::new(File::open(file)?)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("too large")?];
    let info = reader.next_frame(&mut pixels)?;
    if (info.width, info.height, info.color_type, info.bit_depth) != (SIZE, SIZE, png::ColorType::Rgba, png::BitDepth::Eight) {
        return Err(format!("{}: 32 by 32 pixels of 8-bit RGBA are wanted", file.display()).into());
    }
    pixels.truncate(info.buffer_size());
    for pixel in pixels.chunks_exact_mut(4) {
        pixel.rotate_right(1);
    }
    Ok(pixels)
}
