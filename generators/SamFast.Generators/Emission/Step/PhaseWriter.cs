using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the steps of a phase.</summary>
internal sealed class PhaseWriter(CodeWriter writer, Plan plan, Phase phase, Buffers buffers)
{
    // The groups whose parameters have moved; null stands for all tensors.
    private readonly HashSet<Mask?> _moved = [];
    private Sweep? _measuring;

    private ScalarWriter Scalars { get; init; } = new(writer, plan, phase);

    public static void Write(CodeWriter writer, Plan plan, Phase phase, Buffers buffers) =>
        new PhaseWriter(writer, plan, phase, buffers).Path(phase.Steps);

    private void Path(IReadOnlyList<IStep> path)
    {
        foreach (var step in path)
        {
            switch (step)
            {
                case PrepareCall { Link: var link }:
                    if (!IsCached(link))
                        Scalars.Prepare(link, _measuring);
                    break;
                case ConcludeCall { Link: var link }:
                    Scalars.Conclude(link, _measuring);
                    break;
                case Decision decision:
                    Decide(decision, isFirst: ReferenceEquals(decision, path.OfType<Decision>().First()));
                    break;
                case Gathering gathering:
                    Gather(gathering);
                    break;
                case TensorStep tensorStep:
                    Transform(tensorStep);
                    break;
                case Sweep sweep:
                    Run(sweep);
                    break;
                case Searching:
                    // A method of its own, which calls this one.
                    break;
                default:
                    throw new InvalidOperationException($"{step} is not known.");
            }
        }
    }

    private bool IsCached(Link link) => phase.Kind == PhaseKind.Descent && plan.Cache.Links.Contains(link);

    /// <summary>Calls a gate. If it is closed, other steps follow, and the method returns.</summary>
    /// <param name="isFirst">True if no other gate has decided about the climb.</param>
    private void Decide(Decision decision, bool isFirst)
    {
        var link = decision.Link;
        writer.Line();
        writer.Line($"// {link.Model.Title}");
        Scalars.Schedules(link);
        string target = link.IsClimbGate ? $"HasClimbed {(isFirst ? "" : "&")}" : "LastStepWasApplied ";
        Scalars.Decide(target, link, _measuring);
        if (link.Count is not null)
            writer.Line($"{link.Count.Expression(plan)}++;");
        if (link.IsClimbGate)
            return;

        if (decision.Otherwise.Count == 0)
        {
            writer.Line("if (!LastStepWasApplied)");
            writer.Line("    return;");
            return;
        }

        using (writer.Block("if (!LastStepWasApplied)"))
        {
            new PhaseWriter(writer, plan, phase, buffers) { Scalars = Scalars }.Path(decision.Otherwise);
            if (decision.Counts)
                Gates.Count(writer, plan, decision.Around);
            writer.Line("return;");
        }
    }

    /// <summary>Accumulates a gradient, and returns unless it is the last of a round.</summary>
    private void Gather(Gathering gathering)
    {
        var (link, first, later) = (gathering.Link, gathering.First, gathering.Later);
        Scalars.Prepare(link, _measuring);
        string count = link.Count!.Expression(plan);
        using (writer.Block($"if ({count} + 1 < {link.Every.Name})"))
        {
            writer.Comment(Documentation.Title(first, plan));
            writer.Comment(Documentation.Title(later, plan));
            writer.Line($"base.Run({count} == 0 ? {first.Number()} : {later.Number()}, {buffers.Source}, {buffers.Gradients}, {buffers.Destination});");
            writer.Line($"{count}++;");
            writer.Line("return;");
        }

        writer.Line();
        writer.Line($"{count} = 0;");
        if (link.Rounds is not null)
            writer.Line($"{link.Rounds.Expression(plan)}++;");
    }

    private void Transform(TensorStep step)
    {
        writer.Line();
        writer.Comment(Documentation.Title(step, plan));
        writer.Line($"base.Transform{(step.IsAll ? "Vectors" : "Tensors")}({step.Number()}, {buffers.Source}, {buffers.Gradients});");
    }

    private void Run(Sweep sweep)
    {
        _measuring = sweep;
        writer.Line();
        writer.Comment(Documentation.Title(sweep, plan));
        string number = sweep.Number();
        if (plan.Phases.InLaterAscents(sweep) is { } later)
        {
            writer.Comment(Documentation.Title(later, plan));
            number = $"ascent == 0 ? {number} : {later.Number()}";
        }

        string source = _moved.Contains(sweep.Part) ? buffers.Destination : buffers.Source;
        writer.Line($"base.{(sweep.Measures.Any() ? "Measure" : "Run")}({number}, {source}, {buffers.Gradients}, {buffers.Destination});");
        if (sweep.Moves)
            _moved.Add(sweep.Part);
        foreach (var operation in sweep.Measures.Where(m => !m.Measured.IsPerTensor))
            writer.Line($"_{operation.Link.Measures[operation.Measured.Name]} = {sweep.Reduction(operation.Link, operation.Measured)};");
    }
}

/// <summary>The vectors that the sweeps and tensor steps of a phase use.</summary>
/// <param name="Source">The old parameters.</param>
/// <param name="Destination">The new parameters.</param>
internal sealed record Buffers(string Source, string Gradients, string Destination)
{
    /// <summary>A step in place.</summary>
    public static Buffers InPlace { get; } = new("parameters", "gradients", "parameters");

    /// <summary>A step from a perturbed or saved point.</summary>
    public static Buffers Apart { get; } = new("source", "gradients", "destination");
}
