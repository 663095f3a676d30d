namespace SamFast.Gallery.Notebook.Figures;

internal static class Typeface
{
    public static void Use() { }
}
