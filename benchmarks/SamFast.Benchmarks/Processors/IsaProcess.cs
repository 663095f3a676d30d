using System.Diagnostics;
using System.Globalization;

namespace SamFast.Benchmarks.Processors;

/// <summary>A process with another instruction set that steps optimizers of the catalog when asked.</summary>
internal sealed class IsaProcess : IDisposable
{
    private readonly Process _process;

    /// <exception cref="PlatformNotSupportedException">The processor does not have the instruction set.</exception>
    public IsaProcess(Isa isa)
    {
        _process = isa.Start([IsaTurns.Name, isa.Name], isRedirected: true);
        if (Answer() != IsaTurns.Ready)
            throw new PlatformNotSupportedException($"This processor does not support {isa.Title}.");
    }

    /// <summary>Begins to prepare an optimizer for a number of parameters.</summary>
    public void Prepare(string optimizer, int size) =>
        Ask(string.Create(CultureInfo.InvariantCulture, $"{optimizer} {size}"));

    /// <summary>Waits until it is prepared.</summary>
    public void WaitUntilReady() => Answer();

    /// <summary>The nanoseconds of a step, measured over a turn.</summary>
    public double TakeTurn()
    {
        Ask(IsaTurns.Turn);
        return double.Parse(Answer(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    private string Answer() => _process.StandardOutput.ReadLine() ?? "";
}
