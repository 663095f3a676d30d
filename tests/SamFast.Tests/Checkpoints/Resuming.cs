using System.Numerics;
using System.Reflection;

namespace SamFast.Tests.Checkpoints;

/// <summary>A loaded optimizer continues bit for bit, whatever its state was before.</summary>
internal sealed class Resuming : Declared.ICheck
{
    private const int After = 5;

    /// <summary>After which steps it is saved.</summary>
    public required IReadOnlyList<int> Cuts { get; init; }

    public Layout? Layout { get; init; }

    public int Seed { get; init; } = 1;

    public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var optimizer = Driver.Make<T>(type, Layout);
        var parameters = Driver.Start<T>(optimizer.ParameterCount, Seed);
        var files = new List<byte[]>();
        var trajectory = new List<T[]>();
        for (int step = 0; step <= Cuts.Max() + After; step++)
        {
            if (step <= Cuts.Max())
                files.Add(Driver.Save(optimizer, parameters));
            trajectory.Add([.. parameters]);
            Driver.Step(optimizer, parameters, step);
        }

        foreach (int cut in Cuts)
            Resume(type, files[cut], trajectory, cut);
    }

    private void Resume<T>(Type type, byte[] file, List<T[]> trajectory, int cut) where T : unmanaged, IFloatingPointIeee754<T>
    {
        string context = $"{type.Name}, saved after {cut} steps:";
        var resumed = Driver.Make<T>(type, Layout);
        var parameters = Driver.Start<T>(resumed.ParameterCount, Seed + 1);
        Driver.Steps(resumed, parameters, 0, cut % 3);
        resumed.Load(file, parameters);

        Bits.AssertSame<T>(trajectory[cut], parameters, context);
        Assert.Equal(file, Driver.Save(resumed, parameters));
        for (int step = cut; step < cut + After && step + 1 < trajectory.Count; step++)
        {
            Driver.Step(resumed, parameters, step);
            Bits.AssertSame<T>(trajectory[step + 1], parameters, context);
        }

        // Fields that were forgotten, and have not shown yet; what follows from others is computed when it is needed.
        var witness = Driver.Make<T>(type, Layout);
        Driver.Steps(witness, Driver.Start<T>(resumed.ParameterCount, Seed), 0, Math.Min(cut + After, trajectory.Count - 1));
        var transient = resumed.Scalars.Where(s => s.Kind is ScalarKind.Coefficient or ScalarKind.Measure or ScalarKind.Hyperparameter)
            .Select(s => "_" + char.ToLowerInvariant(s.Name[0]) + s.Name[1..])
            .Append("_committed").Append("_ascent").ToHashSet();
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                     .Where(f => f.FieldType.IsPrimitive && !transient.Contains(f.Name)))
            Assert.True(Equals(field.GetValue(witness), field.GetValue(resumed)), $"{context} field {field.Name}");
    }
}
