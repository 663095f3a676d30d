using System.Globalization;
using System.Numerics;
using System.Text.Json;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>A recorded run of one optimizer. The README of the goldens describes the fields.</summary>
internal sealed class Golden
{
    public Golden(string path)
        : this(Path.GetFileName(path), JsonDocument.Parse(System.IO.File.ReadAllBytes(path)).RootElement)
    {
    }

    /// <param name="file">The name of the file.</param>
    /// <param name="root">The content of the file.</param>
    public Golden(string file, JsonElement root)
    {
        File = file;
        Root = root;
        Parameters =
        [
            .. Root.GetProperty("segments").EnumerateArray().Select(segment => new Interpreter.Tensor(
                segment.GetProperty("name").GetString()!,
                [.. segment.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())])),
        ];
        Diagonal = Diagonal.Of(Optimizer, Parameters);
        RecordedSteps = [.. Root.GetProperty("recorded_steps").EnumerateArray().Select(step => step.GetInt32())];
    }

    public string File { get; }

    public JsonElement Root { get; }

    public string Family => Root.GetProperty("family").GetString()!;

    public string Expression => Root.GetProperty("optax").GetString()!;

    public string Dtype => Root.GetProperty("dtype").GetString()!;

    public JsonElement Optimizer => Root.GetProperty("optimizer");

    public JsonElement Problem => Root.GetProperty("problem");

    public string Kind => Problem.GetProperty("kind").GetString()!;

    public int Steps => Root.GetProperty("steps").GetInt32();

    public int[] RecordedSteps { get; }

    /// <summary>The parameter arrays as tensors. Each is a group; its name is the label of the array, or else the array's name.</summary>
    public Layout Layout(IReadOnlyDictionary<string, string> labels) => SamFast.Layout.Create(
    [
        .. Parameters.Select(tensor =>
            new TensorShape(tensor.Name, [.. tensor.Shape], labels.GetValueOrDefault(tensor.Name, tensor.Name))),
    ]);

    /// <summary>The argument of update with the loss.</summary>
    public const string Value = "value";

    /// <summary>True if update was given the loss: the listed values, or those of the problem.</summary>
    public bool HasValues => Has("values")
        || (Problem.TryGetProperty("update_arguments", out var given) && given.EnumerateArray().Any(a => a.GetString() == Value));

    /// <summary>The field with the evaluation parameters, if they were recorded.</summary>
    public string? EvaluationTrajectory =>
        Has("slow_trajectory") ? "slow_trajectory" : Has("eval_trajectory") ? "eval_trajectory" : null;

    /// <summary>The parameter arrays.</summary>
    public IReadOnlyList<Interpreter.Tensor> Parameters { get; }

    /// <summary>The substitute for the estimated diagonal of the Hessian, or null.</summary>
    public Diagonal? Diagonal { get; }

    public bool Has(string field) => Root.TryGetProperty(field, out _);

    /// <summary>A flat vector. In the file, non-finite numbers are strings.</summary>
    public static T[] Vector<T>(JsonElement numbers) where T : IFloatingPointIeee754<T> =>
        [.. numbers.EnumerateArray().Select(Number<T>)];

    public static T Number<T>(JsonElement number) where T : IFloatingPointIeee754<T> =>
        T.Parse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
