using ScottPlot;
using SkiaSharp;

namespace SamFast.Gallery.Output;

/// <summary>The font of the figures, which this program carries with it.</summary>
/// <remarks>A container with nothing but the SDK has no font at all, and labels would silently stay blank.</remarks>
internal sealed class Typeface : IFontResolver
{
    private const string Family = "SamFast Figures", Resource = "SamFastFigures.ttf";

    /// <summary>Makes it the font of every plot from here on.</summary>
    public static void Use()
    {
        Fonts.FontResolvers.Insert(0, new Typeface());
        Fonts.Default = Family;
    }

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic)
    {
        if (fontName != Family)
            return null;
        using var font = typeof(Typeface).Assembly.GetManifestResourceStream(Resource)!;
        return SKTypeface.FromStream(font);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, bold: false, italic: false);
}
