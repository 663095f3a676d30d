using System.Globalization;
using System.Text;

namespace SamFast;

/// <summary>The compiled form of a declaration.</summary>
public sealed class OptimizerPlan
{
    /// <summary>For generated code.</summary>
    /// <param name="summary">See <see cref="Summary"/>.</param>
    /// <param name="traffic">The totals in words.</param>
    /// <param name="fingerprint">See <see cref="Fingerprint"/>.</param>
    /// <param name="bytesMoved">See <see cref="BytesMoved"/>.</param>
    /// <param name="stateBytes">See <see cref="StateBytes"/>.</param>
    /// <param name="sweeps">See <see cref="Sweeps"/>.</param>
    public OptimizerPlan(
        string summary, string traffic, string fingerprint, long bytesMoved, int stateBytes,
        params PlannedSweep[] sweeps)
    {
        Summary = summary;
        Traffic = traffic;
        Fingerprint = fingerprint;
        BytesMoved = bytesMoved;
        StateBytes = stateBytes;
        Sweeps = sweeps;
    }

    /// <summary>The class and its chain, in words.</summary>
    public string Summary { get; }

    /// <summary>Sixteen hexadecimal digits that two declarations have in common if the state of one means the same to
    /// the other: transforms, structural arguments, schedules and precision count, names of classes and values of
    /// scalar hyperparameters don't. The same on every machine.</summary>
    public string Fingerprint { get; }

    /// <summary>The input of <see cref="Fingerprint"/>, without schedules: one line per transform, followed by its slots,
    /// states, hyperparameters and structural arguments, each after a semicolon. Stored in checkpoints.</summary>
    public IReadOnlyList<string> Declaration { get; init; } = [];

    /// <summary>The schedules of the hyperparameters that have one.</summary>
    public IReadOnlyList<PlannedSchedule> Schedules { get; init; } = [];

    /// <summary>Bytes of memory traffic per parameter and step, in SAM and with accumulation per outer step.</summary>
    public long BytesMoved { get; }

    /// <summary>Bytes of state per parameter, scratch included; slots whose lengths depend on the shapes
    /// excluded.</summary>
    public int StateBytes { get; }

    /// <summary>The passes over memory, in the order of the code.</summary>
    public IReadOnlyList<PlannedSweep> Sweeps { get; }

    private string Traffic { get; }

    /// <summary>The plan as a table for a terminal.</summary>
    public override string ToString()
    {
        string[][] rows =
        [
            ["sweep", "reads", "writes", "bytes"],
            .. Sweeps.Select(sweep => new[]
            {
                sweep.Name, sweep.Reads, sweep.Writes,
                sweep.BytesMoved.ToString(CultureInfo.InvariantCulture) + (sweep.IsOverAllAtOnce ? " or more" : ""),
            }),
        ];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder().Append(Summary).Append('\n').Append(Traffic);
        foreach (var row in rows)
        {
            text.Append('\n').AppendJoin("  ", row.Take(3).Select((cell, column) => cell.PadRight(widths[column])))
                .Append("  ").Append(row[3].PadLeft(widths[3]));
        }

        return text.ToString();
    }
}

/// <summary>One pass over memory.</summary>
/// <param name="Name">The name of its method.</param>
/// <param name="Reads">The names of the vectors that it reads: <c>g</c> is the gradient, <c>p</c> the parameters.</param>
/// <param name="Writes">The names of the vectors that it writes.</param>
/// <param name="BytesMoved">Bytes of memory traffic per parameter.</param>
/// <param name="IsOverWholeTensors">True if it is a whole-tensor transform, called for one tensor after the other.</param>
/// <param name="IsOverAllAtOnce">True if it is a transform over all parameters at once, which may take several passes: the
/// bytes are a lower bound.</param>
public sealed record PlannedSweep(
    string Name, string Reads, string Writes, double BytesMoved, bool IsOverWholeTensors = false,
    bool IsOverAllAtOnce = false);

/// <summary>The schedule of a hyperparameter.</summary>
/// <param name="Hyperparameter">The name of the property, such as <c>LearningRate</c>.</param>
/// <param name="Description">One line per schedule attribute: its name and its arguments, each after a semicolon, such as
/// <c>Linear; initValue = 0.1; endValue = 0.0; transitionSteps = 1000; transitionBegin = 0</c>.</param>
public sealed record PlannedSchedule(string Hyperparameter, string Description);
