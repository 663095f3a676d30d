using System.Globalization;

namespace SamFast.Generators.Tests;

/// <summary>Until disposal, the current culture writes −1,5 with U+2212 and a comma.</summary>
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
