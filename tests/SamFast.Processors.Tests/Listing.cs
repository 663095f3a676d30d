using System.Globalization;
using System.Text.RegularExpressions;

namespace SamFast.Processors.Tests;

/// <summary>The inner loop of a sweep.</summary>
/// <param name="Instructions">The number of instructions of one iteration.</param>
/// <param name="Parameters">The number of parameters of one iteration.</param>
/// <param name="Spills">The number of instructions that use the stack.</param>
/// <param name="Calls">The number of calls.</param>
internal sealed record Loop(int Instructions, int Parameters, int Spills, int Calls)
{
    public double PerParameter => (double)Instructions / Parameters;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Instructions,4}/{Parameters,-2} = {PerParameter,5:0.00}  spills {Spills,-2} calls {Calls}");
}

/// <summary>Machine code as the compiler lists it, for ARM64 or x64.</summary>
internal static partial class Listing
{
    /// <summary>The inner loops of the sweeps of all optimizers whose names begin with "Of", by optimizer and sweep.</summary>
    public static SortedDictionary<string, Loop> Sweeps(string path)
    {
        var sweeps = new SortedDictionary<string, Loop>(StringComparer.Ordinal);
        string? sweep = null;
        var lines = new List<string>();
        foreach (string line in File.ReadLines(path).Append("; Assembly listing for method end"))
        {
            if (!line.StartsWith("; Assembly listing", StringComparison.Ordinal))
            {
                if (sweep is not null)
                    lines.Add(line);
                continue;
            }

            if (sweep is not null)
                sweeps.Add(sweep, Inner(sweep, lines));
            var name = SweepName().Match(line);
            sweep = name.Success ? $"{name.Groups["optimizer"].Value}.{name.Groups["sweep"].Value}" : null;
            lines.Clear();
        }

        return sweeps;
    }

    /// <summary>The size of the sweeps' code, in bytes.</summary>
    public static int Bytes(string path)
    {
        int sum = 0;
        bool isSweep = false;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith("; Assembly listing", StringComparison.Ordinal))
                isSweep = SweepName().IsMatch(line);
            else if (isSweep && Total().Match(line) is { Success: true } total)
                sum += Number(total.Groups[1].Value);
        }

        return sum;
    }

    /// <summary>The shortest loop of vector instructions that advances by a block; a loop inside it counts as often as it runs.</summary>
    private static Loop Inner(string sweep, List<string> lines)
    {
        var labels = new Dictionary<string, int>();
        var code = new List<string>();
        foreach (string line in lines)
        {
            if (Label().Match(line) is { Success: true } label)
                labels[label.Value] = code.Count;
            else if (line.StartsWith("      ", StringComparison.Ordinal) && line.Length > 7 && char.IsAsciiLetterLower(line.TrimStart()[0]))
                code.Add(line.Trim());
        }

        var loops = new List<(int Start, int End)>();
        for (int i = 0; i < code.Count; i++)
        {
            var target = Label().Match(code[i].Split(' ')[^1]);
            if (target.Success && IsBranch(code[i]) && labels[target.Value] <= i)
                loops.Add((labels[target.Value], i));
        }

        return loops
            .Select(loop => (Body: code.GetRange(loop.Start, loop.End - loop.Start + 1), Repeated: Repeated(loop)))
            .Where(loop => loop.Body.Count(line => Vector().IsMatch(line)) >= 2 && Step(loop.Body) > 0)
            .Select(loop => new Loop(
                loop.Body.Count + loop.Repeated, Step(loop.Body), loop.Body.Count(line => Stack().IsMatch(line)),
                loop.Body.Count(line => Call().IsMatch(line))))
            .MinBy(loop => loop.Instructions) ?? throw new InvalidDataException($"{sweep} has no loop of vector instructions.");

        // The rounds of Philox, after the first one.
        int Repeated((int Start, int End) loop) => loops
            .Where(other => other != loop && other.Start >= loop.Start && other.End <= loop.End)
            .Sum(other => (other.End - other.Start + 1) * (Rounds(code.GetRange(other.Start, other.End - other.Start + 1)) - 1));
    }

    /// <summary>The constant with which a loop compares its counter; 1 if there is none.</summary>
    private static int Rounds(List<string> body) => body.Select(line => Constant().Match(line)).Where(match => match.Success)
        .Select(match => Number(match.Groups[1].Value)).LastOrDefault(1);

    private static int Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? Convert.ToInt32(text, 16) : int.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsBranch(string line) => Branch().IsMatch(line) && !Call().IsMatch(line);

    /// <summary>The constant that is added to a register that is compared.</summary>
    private static int Step(List<string> body)
    {
        HashSet<string> compared =
        [
            .. body.Select(line => Comparison().Match(line).Groups).SelectMany(groups => new[] { groups[1].Value, groups[2].Value }),
        ];
        return body.Select(line => Addition().Match(line))
            .Where(match => match.Success && compared.Contains(match.Groups[1].Value)
                && (!match.Groups[2].Success || match.Groups[2].Value == match.Groups[1].Value))
            .Select(match => Number(match.Groups[3].Value))
            .Where(step => step is 4 or 8 or 16 or 32 or 64)
            .DefaultIfEmpty(0).Min();
    }

    [GeneratedRegex(@"\.Of(?<optimizer>\w+):(?<sweep>\w+)\[[^(]*Lanes")]
    private static partial Regex SweepName();

    [GeneratedRegex(@"^; Total bytes of code (\d+)")]
    private static partial Regex Total();

    [GeneratedRegex(@"^G_M\w+")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(j|b|cbn?z|tbn?z)")]
    private static partial Regex Branch();

    [GeneratedRegex(@"^(bl|blr|call)\b")]
    private static partial Regex Call();

    [GeneratedRegex(@"\bv\d+\.|\bq\d+\b|[xyz]mm\d+")]
    private static partial Regex Vector();

    [GeneratedRegex(@"\[(fp|sp|rsp|rbp)")]
    private static partial Regex Stack();

    [GeneratedRegex(@"^cmp\s+\w+, #?(0x[0-9A-Fa-f]+|\d+)$")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^(?:cmp|test)\s+(\w+), (\w+)")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^add\s+(\w+), (?:(\w+), )?#?(0x[0-9A-Fa-f]+|\d+)$")]
    private static partial Regex Addition();
}
