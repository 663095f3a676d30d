using System.Globalization;
using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>One sweep: coefficients into lanes, the loop over whole blocks, the block at the end, the formulas.</summary>
internal sealed class SweepEmitter(CodeWriter writer, Plan plan, Sweep sweep)
{
    /// <summary>Independent sums of a sweep that does nothing else: additions wait for each other.</summary>
    private const int Accumulators = 4;

    /// <summary>Blocks from which loading ahead pays for its beginning and its end.</summary>
    private const int AheadBlocks = 8;

    private readonly string _lanes = $"Intrinsics::Vector512<{plan.Model.Precision}>";
    private readonly Slot[] _slots = [.. sweep.Slots];
    private readonly Noise[] _noises = [.. sweep.Noises];
    private readonly string[] _measures = [.. sweep.Measures.Select(m => m.Stage.Measures[Measured(m).Name])];

    /// <summary>The masks on which its formulas depend.</summary>
    private readonly Mask[] _masks = [.. sweep.Operations.SelectMany(o => o.Stage.Masks).Distinct()];

    /// <summary>Sums and maxima take blocks of 64 bytes everywhere, to be the same on every processor.</summary>
    private string Full => _measures.Length > 0 ? "Full" : "";

    private string Stride => _measures.Length > 0 ? plan.BlockLength.ToString(CultureInfo.InvariantCulture) : "tile.Width";

    private bool IsUnrolled => _measures.Length == 1 && _slots.Length == 0 && _noises.Length == 0
        && !sweep.WritesParameter && !sweep.LeavesUpdate && sweep.Operations.Last().Kind == OperationKind.Measure;

    public void Write()
    {
        writer.Line();
        writer.Comment($"{sweep.Name} {Documentation.Streams(sweep, plan)}");
        Steps.CompiledAlone(writer);
        using (writer.Block($"private void {sweep.Name}({string.Join(", ", Parameters)})"))
        {
            var coefficients = Coefficients();
            OfTheStep(coefficients);
            foreach (var mask in _masks)
                writer.Line($"bool {mask.Local}; // each tensor's own");
            foreach (var slot in Chances.Where(IsReadAgain))
                writer.Line($"SamFast::Runtime.RoundingNoise {slot.Name}Noise;");
            foreach (var noise in _noises)
                writer.Line($"SamFast::Runtime.RandomLanes {noise.Name};");
            writer.Line("do");
            using (writer.Braces())
                Tile(coefficients);
            writer.Line("while (tile.Next());");
            Formulas();
        }
    }

    private IEnumerable<string> Parameters => sweep.Buffers.Select(buffer => $"ref {plan.Model.Precision} {buffer}").Prepend($"ref {Sweeps.Tile(plan)} tile");

    /// <summary>What is done with one tile.</summary>
    private void Tile(IReadOnlyList<(string Lane, string Value, bool IsPerSegment)> coefficients)
    {
        PassOver();
        foreach (var own in coefficients.Where(c => c.IsPerSegment))
            writer.Line($"{own.Lane} = Intrinsics::Vector512.Create({own.Value});");
        Streams();
        if (IsUnrolled)
            UnrolledLoop();
        else
            Loop();
        foreach (var (measure, name) in sweep.Measures.Zip(_measures, (m, n) => (m, n)))
        {
            string total = Total(name);
            writer.Line($"tile.{(Measured(measure).IsMax ? "Max" : "Sum")}({Number(measure)}, {total});");
        }
    }

    /// <summary>Reads the masks, and goes to the next tile where there is nothing to do.</summary>
    private void PassOver()
    {
        if (sweep.Part is { } part)
            Leave($"tile.IsIn({part.Constant})", isKept: false);
        if (sweep.Thawed is { } thawed)
            Leave($"tile.IsIn({thawed.Constant})");
        foreach (var mask in _masks)
            writer.Line($"{mask.Local} = tile.IsIn({mask.Constant});");
        if (IsUnrolled && sweep.Measures.Single().Stage is { Condition: { } condition } stage)
            Leave(stage.Masks.Count == 1 ? condition : $"({condition})");
    }

    /// <summary>Leaves a tile to others, or its parameters as they are; in either case, its measures are 0.</summary>
    private void Leave(string unless, bool isKept = true)
    {
        using (writer.Block($"if (!{unless})"))
        {
            foreach (var measure in sweep.Measures)
                writer.Line($"tile.{(Measured(measure).IsMax ? "Max" : "Sum")}({Number(measure)}, {_lanes}.Zero);");
            if (isKept && sweep.Saved is { } saved)
                writer.Line($"tile.Save({saved.Constant}, ref p);");
            if (isKept && sweep.Sign is not null)
                writer.Line("tile.Keep(ref p, ref to);");
            writer.Line("continue;");
        }

        writer.Line();
    }

    /// <summary>The scalars that the formulas use: coefficients and hyperparameters.</summary>
    private IReadOnlyList<(string Lane, string Value, bool IsPerSegment)> Coefficients()
    {
        return
        [
            .. sweep.Scalars.Select(s =>
                (s.Lane, sweep.IsPrepared && s.Stays ? "_" + s.Lane : plan.Narrowing + s.InSweep, s.Field is { IsPerSegment: true })),
            .. sweep.Operations.Where(Flushes).Select(o => ("flushBelow", Members.Number(o.Stage.Model.FlushBelow, plan), false)).Take(1),
        ];
    }

    private void OfTheStep(IReadOnlyList<(string Lane, string Value, bool IsPerSegment)> coefficients)
    {
        if (coefficients.Count == 0)
            return;
        writer.Line("// The coefficients of this step, the same in every lane.");
        foreach (var (lane, value, isPerSegment) in coefficients)
            writer.Line(isPerSegment ? $"{_lanes} {lane}; // each tensor's own" : $"{_lanes} {lane} = Intrinsics::Vector512.Create({value});");
        writer.Line();
    }

    private void Streams()
    {
        if (sweep.ReadsParameter)
            writer.Line($"ref {plan.Model.Precision} source = ref tile.Source(ref p);");
        if (sweep.ReadsUpdate || sweep.OverwritesGradient)
            writer.Line($"ref {plan.Model.Precision} gradients = ref {(sweep.Origin is null ? "tile.Gradients(ref g)" : $"tile.Slot({sweep.Origin.Constant})")};");
        if (sweep.WritesParameter)
            writer.Line($"ref {plan.Model.Precision} destination = ref tile.Destination(ref to);");
        foreach (var slot in sweep.Loaded.Union(sweep.Stored))
            writer.Line($"ref {Element(slot)} {slot.Name}Slot = ref {Home(slot)}({Place(slot, isWriting: false)});");
        if (sweep.Policy == SlotPolicy.CommittedToWorking)
        {
            foreach (var slot in sweep.Stored)
                writer.Line($"ref {Element(slot)} {slot.Name}Working = ref {Home(slot)}({Place(slot, isWriting: true)});");
        }

        if (sweep.Scratch is not null)
            writer.Line($"ref {plan.Model.Precision} {sweep.Scratch.Name}Slot = ref tile.Slot({sweep.Scratch.Constant});");
        if (sweep.Saved is not null)
            writer.Line($"ref {plan.Model.Precision} {sweep.Saved.Name}Slot = ref tile.Vector({sweep.Saved.Constant});");
        foreach (var slot in Chances)
            writer.Line($"{(IsReadAgain(slot) ? "" : "SamFast::Runtime.RoundingNoise ")}{slot.Name}Noise = new SamFast::Runtime.RoundingNoise({Draw(slot.IsAdversary)}, slot: {plan.Slots.IndexOf(slot)}, tile.Start);");
        foreach (var noise in _noises)
            writer.Line($"{noise.Name} = new SamFast::Runtime.RandomLanes({noise.Seed}, {Draw(noise.IsAdversary)}, stream: {noise.Stream}, tile.Start);");
        writer.Line($"System::UIntPtr whole = tile.Whole{Full};");
        if (sweep.IsFar)
            writer.Line("bool isFar = base.IsFar(ref destination);");
        foreach (var name in _measures)
        {
            foreach (var part in IsUnrolled ? Parts(name) : [name])
                writer.Line($"{_lanes} {part} = {_lanes}.Zero;");
        }

        writer.Line();
    }

    private void UnrolledLoop()
    {
        var parts = Parts(_measures[0]);
        int length = plan.BlockLength;
        writer.Line("System::UIntPtr i = 0;");
        using (writer.Block($"for (; i + {(Accumulators - 1) * length} < whole; i += {Accumulators * length})"))
        {
            for (int k = 0; k < Accumulators; k++)
                writer.Line(Accumulate(parts[k], $"Block({Inputs(k == 0 ? "i" : $"i + {k * length}")})"));
        }

        writer.Line();
        writer.Line($"for (; i < whole; i += {length})");
        writer.Line("    " + Accumulate(parts[0], $"Block({Inputs("i")})"));
        writer.Line($"int rest = tile.Rest{Full};");
        writer.Line("if (rest > 0)");
        writer.Line("    " + Accumulate(parts[0], $"tile.First(Block({PartInputs()}), rest)"));
    }

    private void Loop()
    {
        writer.Line("System::UIntPtr i = 0;");
        LoopAhead();
        using (writer.Block($"for (; i < whole; i += {Stride})"))
        {
            foreach (var load in Loaded())
                writer.Line($"{_lanes} {load.Name} = {load.Read}(ref {load.From}, i);");
            Compute(isPart: false);
        }

        writer.Line();
        writer.Line($"int rest = tile.Rest{Full};");
        using (writer.Block("if (rest > 0)"))
        {
            foreach (var load in Loaded())
            {
                writer.Line(load.HasEnd
                    ? $"{_lanes} {load.Name} = tile.Load{Full}Part(ref {load.From}, i, rest);"
                    : $"{_lanes} {load.Name} = {load.Read}(ref {load.From}, i);");
            }

            Compute(isPart: true);
        }
    }

    /// <summary>The loop for processors with registers enough to load two blocks ahead; the last two blocks are left to
    /// the loop after it.</summary>
    private void LoopAhead()
    {
        var loads = Loaded().ToArray();
        // Random numbers take longer than any load, and no vector stays in a register while they are made.
        if (loads.Length < 2 || _noises.Length > 0)
            return;
        int length = plan.BlockLength;
        string streams = string.Join(", ", Streamed().Select(stream => "ref " + stream.From));
        string[] conditions =
        [
            $"Intrinsics::Vector512.IsHardwareAccelerated && whole >= {AheadBlocks * length}",
            .. sweep.Stored.Where(slot => !slot.IsBFloat16 && streams.Length > 0).Select(slot => $"tile.IsApart(ref {slot.Name}Slot, {streams})"),
        ];
        using (writer.If(conditions))
        {
            writer.Line("// Two blocks ahead: a load would wait for a store just before it to an address alike modulo 4096.");
            foreach (var load in loads)
            {
                writer.Line($"{_lanes} {load.Name} = {load.Read}(ref {load.From}, 0);");
                writer.Line($"{_lanes} {load.Name}Next = {load.Read}(ref {load.From}, {length});");
            }

            writer.Line($"System::UIntPtr ahead = whole - {2 * length};");
            using (writer.Block($"for (; i < ahead; i += {length})"))
            {
                foreach (var load in loads)
                    writer.Line($"{_lanes} {load.Name}After = {load.Read}(ref {load.From}, i + {2 * length});");
                Compute(isPart: false);
                foreach (var load in loads)
                    writer.Line($"({load.Name}, {load.Name}Next) = ({load.Name}Next, {load.Name}After);");
            }
        }

        writer.Line();
    }

    /// <summary>Calls the formulas with what was loaded, and stores what they give.</summary>
    private void Compute(bool isPart)
    {
        foreach (var slot in _slots.Where(sweep.StartsInitial))
            writer.Line($"{_lanes} {slot.Name} = Intrinsics::Vector512.Create({Members.Initial(slot, plan)});");

        string[] arguments =
        [
            .. Streamed().Select(stream => stream.Name),
            .. _slots.Select(s => $"{(sweep.IsWritten(s) ? "ref " : "")}{s.Name}"),
            .. _measures.Select(name => $"out {_lanes} {name}Here"),
            .. NeedsIndex ? ["i"] : Array.Empty<string>(),
        ];
        writer.Call($"{(HasResult ? _lanes + " next = " : "")}Block", arguments, ";");

        foreach (var slot in sweep.Stored)
        {
            string place = $"ref {slot.Name}{(sweep.Policy == SlotPolicy.CommittedToWorking ? "Working" : "Slot")}";
            string[] noise = slot.IsStochastic ? [Chance(slot)] : [];
            writer.Call($"{(slot.IsBFloat16 ? "SamFast::Runtime.BFloat16Lanes" : "tile")}.Store{Full}", [slot.Name, place, "i", .. noise], ";");
        }

        if (sweep.Saved is not null)
        {
            writer.Line(isPart
                ? $"tile.Store{Full}Part(parameter, ref {sweep.Saved.Name}Slot, i, rest);"
                : $"tile.Store{Full}(parameter, ref {sweep.Saved.Name}Slot, i);");
        }

        if (sweep.Scratch is not null)
            writer.Line($"tile.Store{Full}(next, ref {sweep.Scratch.Name}Slot, i);");
        if (sweep.OverwritesGradient)
            writer.Line(isPart ? $"tile.Store{Full}Part(next, ref gradients, i, rest);" : $"tile.Store{Full}(next, ref gradients, i);");
        if (sweep.WritesParameter)
        {
            writer.Line(isPart ? $"tile.Store{Full}Part(next, ref destination, i, rest);"
                : sweep.IsFar ? $"tile.Store{Full}Far(next, ref destination, i, isFar);"
                : $"tile.Store{Full}(next, ref destination, i);");
        }

        foreach (var (measure, name) in sweep.Measures.Zip(_measures, (m, n) => (m, n)))
        {
            string value = isPart ? $"tile.First({name}Here, rest)" : $"{name}Here";
            writer.Line(Measured(measure).IsMax ? $"{name} = Intrinsics::Vector512.Max({name}, {value});" : $"{name} += {value};");
        }
    }

    /// <summary>The transforms, one after the other, for one block.</summary>
    private void Formulas()
    {
        var parameters = new List<string>();
        if (sweep.ReadsParameter)
            parameters.Add($"{_lanes} parameter");
        if (sweep.ReadsUpdate)
            parameters.Add($"{_lanes} {Incoming}");
        parameters.AddRange(_slots.Select(s => $"{(sweep.IsWritten(s) ? "ref " : "")}{_lanes} {s.Name}"));
        if (!IsUnrolled)
            parameters.AddRange(_measures.Select(name => $"out {_lanes} {name}Here"));
        if (NeedsIndex)
            parameters.Add("System::UIntPtr i");

        writer.Line();
        writer.Line($"// The formulas, for one block of {plan.BlockLength} parameters.");
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        writer.Call($"{(HasResult || IsUnrolled ? _lanes : "void")} Block", parameters, "");
        using (writer.Braces())
        {
            Stage? titled = null;
            bool isNew = !sweep.ReadsUpdate;
            bool isMoved = sweep.Projects;
            foreach (var (condition, operations) in Runs())
            {
                if (!isMoved && operations[0].Stage.Kernel.IsProjection)
                {
                    writer.Line($"parameter {sweep.Sign}= update;");
                    isMoved = true;
                }

                foreach (var measure in operations.Where(o => condition is not null && o.Kind == OperationKind.Measure))
                    writer.Line($"{Target(measure)}{_lanes}.Zero;");
                using (condition is null ? null : writer.Block($"if ({condition})"))
                {
                    foreach (var operation in operations)
                    {
                        if (titled != operation.Stage)
                            writer.Line($"// {operation.Stage.Model.Title}{(operation.IsReplay ? ", again" : "")}");
                        titled = operation.Stage;
                        string declares = isNew && operation.Kind == OperationKind.Update ? _lanes + " " : "";
                        isNew &= declares.Length == 0;
                        Formula(operation, declares);
                    }
                }
            }

            if (isMoved || sweep.Sign is '=')
                writer.Line("return parameter;");
            else if (sweep.Sign is { } sign)
                writer.Line($"return parameter {sign} update;");
            else if (sweep.LeavesUpdate)
                writer.Line("return update;");
        }
    }

    /// <summary>Operations one after the other that act on the same tensors, before the parameters move or after.</summary>
    private List<(string? Condition, List<Operation> Operations)> Runs()
    {
        var runs = new List<(string? Condition, List<Operation> Operations)>();
        foreach (var operation in sweep.Operations)
        {
            string? condition = operation.Kind == OperationKind.Measure && IsUnrolled ? null : operation.Stage.Condition;
            bool continues = runs.Count > 0 && runs[runs.Count - 1].Condition == condition
                && runs[runs.Count - 1].Operations[0].Stage.Kernel.IsProjection == operation.Stage.Kernel.IsProjection;
            if (!continues)
                runs.Add((condition, []));
            runs[runs.Count - 1].Operations.Add(operation);
        }

        return runs;
    }

    /// <summary>A call of a kernel, and what becomes of the slots it writes.</summary>
    private void Formula(Operation operation, string declares)
    {
        if (operation.Kind == OperationKind.Keep)
        {
            writer.Line($"{operation.Slots.Single().Name} = update;");
            return;
        }

        // Without lanes, nothing tells which type they are of.
        string type = operation.Method.Bindings.Any(b => IsLanes(b, operation.Stage)) ? "" : $"<{plan.Model.Precision}>";
        writer.Call(declares + Target(operation) + $"{operation.Stage.Kernel.Type}.{Names.Escape(operation.Method.Name)}{type}",
            [.. operation.Method.Bindings.Select(b => Lane(b, operation.Stage))], ";");
        foreach (var slot in operation.Slots.Where(s => operation.Writes(s) && Flushes(operation)))
            writer.Line($"{slot.Name} = SamFast::Authoring.Lanes.FlushBelow({slot.Name}, flushBelow);");
        foreach (var slot in operation.Slots.Where(s => operation.Writes(s) && IsReadAgain(s)))
            writer.Line($"{slot.Name} = SamFast::Runtime.BFloat16Lanes.Round({slot.Name}{(slot.IsStochastic ? ", " + Chance(slot) : "")});");
    }

    private string Target(Operation operation) => operation.Kind switch
    {
        OperationKind.Update => "update = ",
        OperationKind.Project or OperationKind.Evaluate => "parameter = ",
        OperationKind.Measure when IsUnrolled => "return ",
        OperationKind.Measure => $"{operation.Stage.Measures[Measured(operation).Name]}Here = ",
        _ => "",
    };

    private static bool IsLanes(BindingModel binding, Stage stage) => binding.Role switch
    {
        Role.Precision => false,
        Role.Hyperparameter => stage.Properties.ContainsKey(binding.Name),
        _ => true,
    };

    private string Lane(BindingModel binding, Stage stage) => binding.Role switch
    {
        Role.Update => "update",
        Role.Parameter => "parameter",
        Role.Hessian => "hessian",
        Role.Slot => (binding.IsRef ? "ref " : "") + stage.Slots[binding.Name].Name,
        Role.Coefficient or Role.State => stage.Fields[binding.Name].Lane,
        Role.Precision => "SamFast::" + stage.Model.Precision,
        _ when binding.IsRandom => $"{stage.Noises[binding.Name].Name}.{binding.Role}{Full}<{plan.Model.Precision}>(i)",
        _ => stage.Properties.TryGetValue(binding.Name, out var property) ? property.Lane : stage.Constant(binding.Name)!,
    };

    private bool HasResult => sweep.WritesParameter || sweep.LeavesUpdate;

    /// <summary>Whether elements of the slots it writes become 0 below a threshold. A sweep's operations are of one chain,
    /// which has one.</summary>
    private static bool Flushes(Operation operation) =>
        operation.Stage.Model.FlushBelow > 0 && operation.Slots.Any(operation.Writes);

    /// <summary>Whether a later sweep of the step reads what this one stores, and must find what this one used.</summary>
    private bool IsReadAgain(Slot slot) => slot.IsBFloat16 && plan.Phases.Any(phase =>
        phase.Sweeps.Any(s => s.Number == sweep.Number)
        && phase.Sweeps.SelectMany(s => s.Operations).Any(o => o.FindsNewState && o.Slots.Contains(slot)));

    private bool NeedsIndex => _noises.Length > 0 || sweep.Stored.Any(s => s.IsStochastic && IsReadAgain(s));

    /// <summary>The slots after which the chances of this sweep are called: two slots share one, of which each takes half the bits.</summary>
    private IEnumerable<Slot> Chances => sweep.Stored.Where(slot => slot.IsStochastic).Select(slot => Pair(slot).First).Distinct();

    private string Chance(Slot slot)
    {
        var (first, isSecond) = Pair(slot);
        return $"{first.Name}Noise.{(isSecond ? "Second" : "First")}(i)";
    }

    private (Slot First, bool IsSecond) Pair(Slot slot)
    {
        Slot[] all = [.. plan.Slots.Where(s => s.IsStochastic && s.IsAdversary == slot.IsAdversary)];
        int index = Array.IndexOf(all, slot);
        return (all[index & ~1], (index & 1) != 0);
    }

    private string Element(Slot slot) => slot.IsBFloat16 ? "ushort" : plan.Model.Precision;

    private static string Home(Slot slot) => slot.IsBFloat16 ? "tile.BFloat16" : "tile.Slot";

    /// <summary>What counts the times chance is asked.</summary>
    private string Draw(bool isAdversary) => plan.Model.Sam switch
    {
        { ResetState: false } when isAdversary => plan.Own.AdversaryStepCount,
        // The count at the beginning of the period, as a period has that many steps.
        { Ascents: > 1 and var ascents } when isAdversary && plan.Model.Descents > 1 => $"(base.StepCount / {ascents} * {ascents}) + {plan.Own.Ascent}",
        { Ascents: > 1 and var ascents } when isAdversary => $"(base.StepCount * {ascents}) + {plan.Own.Ascent}",
        _ => "base.StepCount",
    };

    private string Inputs(string index) => string.Join(", ", Streamed().Select(stream => $"tile.Load{Full}(ref {stream.From}, {index})"));

    private string PartInputs() => string.Join(", ", Streamed().Select(stream =>
        stream.HasEnd ? $"tile.Load{Full}Part(ref {stream.From}, i, rest)" : $"tile.Load{Full}(ref {stream.From}, i)"));

    /// <summary>What the formulas read besides slots. Slots are padded to whole blocks; only the caller's spans have
    /// ends.</summary>
    private IEnumerable<(string Name, string From, bool HasEnd)> Streamed()
    {
        if (sweep.ReadsParameter)
            yield return ("parameter", "source", true);
        if (sweep.ReadsUpdate)
            yield return (Incoming, "gradients", sweep.Origin is null);
    }

    private string Incoming => sweep.IsObservation ? "hessian" : "update";

    private IEnumerable<(string Name, string From, bool HasEnd, string Read)> Loaded() =>
        Streamed().Select(stream => (stream.Name, stream.From, stream.HasEnd, $"tile.Load{Full}"))
            .Concat(_slots.Where(s => !sweep.StartsInitial(s))
                .Select(s => (s.Name, s.Name + "Slot", false, $"{(s.IsBFloat16 ? "SamFast::Runtime.BFloat16Lanes" : "tile")}.Load{Full}")));

    private string Place(Slot slot, bool isWriting)
    {
        if (slot.Copies == 1)
            return slot.Constant;
        return sweep.Policy == SlotPolicy.CommittedToWorking && !isWriting
            && sweep.Operations.All(o => !o.FindsNewState || !o.Slots.Contains(slot))
            ? $"{slot.Constant} + {plan.Own.Committed}"
            : $"{slot.Constant} + 1 - {plan.Own.Committed}";
    }

    private string Accumulate(string target, string value) =>
        Measured(sweep.Measures.First()).IsMax ? $"{target} = Intrinsics::Vector512.Max({target}, {value});" : $"{target} += {value};";

    /// <summary>The whole of a measure; of independent parts, pair by pair.</summary>
    private string Total(string name)
    {
        if (!IsUnrolled)
            return name;
        var parts = Parts(name);
        writer.Line(Accumulate(parts[0], parts[1]));
        writer.Line(Accumulate(parts[2], parts[3]));
        return Measured(sweep.Measures.First()).IsMax ? $"Intrinsics::Vector512.Max({parts[0]}, {parts[2]})" : $"{parts[0]} + {parts[2]}";
    }

    private static string[] Parts(string name) => [.. Enumerable.Range(0, Accumulators).Select(i => name + i)];

    private int Number(Operation measure) => sweep.NumberOf(measure.Stage, Measured(measure).Name);

    private static MeasureModel Measured(Operation operation) => operation.Stage.Kernel.Measures[operation.Measure];
}
