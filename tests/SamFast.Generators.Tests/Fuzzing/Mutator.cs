using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Tests.Fuzzing;

/// <summary>Changes a program as typing in an editor does: deletes, repeats, swaps or replaces one to four tokens, or cuts off the
/// end.</summary>
internal sealed class Mutator(IReadOnlyList<string> sources)
{
    private const int Most = 4;

    /// <summary>Replacements of tokens, in addition to the tokens of the sources.</summary>
    private static readonly string[] _others =
    [
        "[", "]", "(", ")", "<", ">", "{", "}", ",", ".", "=", ":", ";", "?", "!", "=>", "ref", "out", "in", "params", "this", "static",
        "public", "private", "protected", "internal", "file", "partial", "abstract", "sealed", "readonly", "unsafe", "class", "struct",
        "record", "interface", "enum", "delegate", "namespace N;", "using", "void", "bool", "int", "long", "float", "double", "string",
        "object", "dynamic", "double[]", "int?", "string?", "(int, int)", "T", "L", "ILanes<L>", "Vector512<T>", "Vector512<float>", "Span<T>",
        "ReadOnlySpan<double>", "WholeVector<T>", "TensorShape", "Unknown", "Subject", "Outer", "@class", "Update", "Accumulate",
        "Prepare", "Conclude", "Transform", "Project", "Evaluate", "ShouldStep", "update", "parameter", "gradient", "count", "value",
        "seed", "precision", "learningRate", "0", "1", "-1", "2", "0.5", "1e400", "1e-320", "double.NaN", "double.PositiveInfinity",
        "int.MaxValue", "int.MinValue", "long.MinValue", "null", "null!", "default", "true", "false", "\"\"", "\"!\"", "\"a, b\"",
        "\"[0, 1)\"", "\"\\0\"", "'c'", "typeof(int)", "typeof(Subject)", "nameof(Subject)", "new double[0]", "new int[] { 1, 1 }",
        "(SamMode)7", "Sum", "Sum(MeasureScope.Tensor)", "Max", "StartsAt(1)", "Normal", "Interval(\"[0, 1)\")", "Sets(\"Trace.decay\")",
        "IdentityAt(0)", "Optimizer", "Optimizer<double>", "Sam<Outer>", "Partition<Outer>(\"a\")", "Sgd(0.1)", "Adam", "Normalize",
        "MultiSteps(2)", "ProjectL2Ball", "ScheduleFree(0.1)", "Constant(1)", "Lookahead(5, 0.5, true)", "TransformAttribute",
        "AliasAttribute", "ScheduleAttribute", "ConditionallyMaskAttribute", "Optimizer<float>", "where T : class", "where T : struct",
        "where T : unmanaged", "where L : ILanes<L>", "where L : class", "#if X", "#endif", "#error", "/*", "*/", "//", "\"", "\n",
    ];

    private readonly string[][] _programs = [.. sources.Select(Tokens)];
    private readonly string[] _pool = [.. sources.SelectMany(Tokens).Distinct().Concat(_others)];

    private readonly ILookup<SyntaxKind, string> _alike = sources.SelectMany(Tokens).Concat(_others).Distinct()
        .Where(token => SyntaxFactory.ParseTokens(token).Count() == 2).ToLookup(Kind);

    /// <summary>The mutation with a number: a function of the seed and the sources.</summary>
    public string Create(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        List<string> tokens = [.. _programs[random.Next(_programs.Length)]];
        for (int i = 1 + random.Next(Most); i > 0 && tokens.Count > 0; i--)
            Mutate(tokens, random);
        return string.Concat(tokens);
    }

    private void Mutate(List<string> tokens, Random random)
    {
        int at = random.Next(tokens.Count), other = random.Next(tokens.Count);
        switch (random.Next(8))
        {
            case 0:
                tokens.RemoveRange(at, Math.Min(1 + random.Next(3), tokens.Count - at));
                break;
            case 1:
                int length = Math.Min(1 + random.Next(8), tokens.Count - at);
                tokens.InsertRange(other, tokens.GetRange(at, length));
                break;
            case 2:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3 when random.Next(4) == 0:
                tokens.RemoveRange(at, tokens.Count - at);
                break;
            case 3:
                tokens[at] = Drawn(random);
                break;
            case < 7:
                if (Alike(tokens[at]) is { Length: > 0 } alike)
                    tokens[at] = $" {alike[random.Next(alike.Length)]} ";
                break;
            default:
                tokens.Insert(at, Drawn(random));
                break;
        }
    }

    /// <summary>Tokens of the same kind, with which the program may still be valid.</summary>
    private string[] Alike(string token) => _alike[Kind(token)].ToArray();

    private static SyntaxKind Kind(string token)
    {
        var kind = SyntaxFactory.ParseToken(token).Kind();
        return SyntaxFacts.IsPredefinedType(kind) ? SyntaxKind.PredefinedType : kind;
    }

    private string Drawn(Random random)
    {
        // Half of the replacements are from the short list.
        string[] pool = random.Next(2) == 0 ? _others : _pool;
        return $" {pool[random.Next(pool.Length)]} ";
    }

    private static string[] Tokens(string source) =>
        [.. SyntaxFactory.ParseTokens(source).Select(t => t.ToFullString()).Where(t => t.Length > 0)];
}
