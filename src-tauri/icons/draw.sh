#!/bin/sh
# Draws every icon of the app from source/*.svg; the results are committed, so a build needs none of these tools.
#   apt-get install librsvg2-bin imagemagick icnsutils && src-tauri/icons/draw.sh
# tray/<shape>-light.png is for light panels, -dark for dark ones, -template for macOS (single colour, the system tints it).
set -eu
cd "$(dirname "$0")"
colour() { sed "s/color=\"#000\"/color=\"$2\"/" "source/$1.svg"; }
# A thin line of the opposite colour around the shape: no desktop says reliably how dark its panel is, and an icon must never vanish.
outlined() {
    edge="<filter id=\"edge\" x=\"-20%\" y=\"-20%\" width=\"140%\" height=\"140%\"><feMorphology in=\"SourceAlpha\" operator=\"dilate\" radius=\"0.9\" result=\"wide\"\/><feFlood flood-color=\"$3\"\/><feComposite in2=\"wide\" operator=\"in\"\/><feMerge><feMergeNode\/><feMergeNode in=\"SourceGraphic\"\/><\/feMerge><\/filter>"
    colour "$1" "$2" | sed "1s/\$/$edge<g filter=\"url(#edge)\">/; \$s/^/<\/g>/"
}
mkdir -p tray
for shape in fine for-you working signed-out not-known; do
    outlined "$shape" '#1f2430' '#f4f5f7' | rsvg-convert -w 32 -h 32 -o "tray/$shape-light.png"
    outlined "$shape" '#f4f5f7' '#1f2430' | rsvg-convert -w 32 -h 32 -o "tray/$shape-dark.png"
    colour "$shape" '#000000' | rsvg-convert -w 44 -h 44 -o "tray/$shape-template.png"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 24 32 48 128 256 512; do rsvg-convert -w $size -h $size -o "$work/$size.png" source/app.svg; done
cp "$work/32.png" 32x32.png
cp "$work/128.png" 128x128.png
cp "$work/256.png" 128x128@2x.png
convert "$work/16.png" "$work/24.png" "$work/32.png" "$work/48.png" "$work/256.png" icon.ico
png2icns icon.icns "$work/16.png" "$work/32.png" "$work/48.png" "$work/128.png" "$work/256.png" "$work/512.png" > /dev/null
