using ScottPlot;
using SkiaSharp;

namespace SamFast.Gallery.Output;

/// <summary>The font of the figures, embedded in this program.</summary>
/// <remarks>A container with only the SDK has no fonts, and labels would be blank without an error.</remarks>
internal sealed class Typeface : IFontResolver
{
    private const string Family = "SamFast Figures", Resource = "SamFastFigures.ttf";

    /// <summary>Makes it the font of all plots created later.</summary>
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
