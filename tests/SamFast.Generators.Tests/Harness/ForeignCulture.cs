using System.Globalization;

namespace SamFast.Generators.Tests;

/// <summary>A culture in which −1,5 is written with U+2212 and a comma, while it is not disposed.</summary>
internal sealed class ForeignCulture : IDisposable
{
    private readonly CultureInfo _own = CultureInfo.CurrentCulture;

    public ForeignCulture()
    {
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        foreign.NumberFormat.NegativeSign = "\u2212";
        foreign.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = foreign;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _own;
}
