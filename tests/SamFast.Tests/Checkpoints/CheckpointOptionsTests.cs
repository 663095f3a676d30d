namespace SamFast.Tests.Checkpoints;

/// <summary>In what a checkpoint may differ from the optimizer that loads it, and what is said where it may not.</summary>
public class CheckpointOptionsTests
{
    private static readonly Layout s_layout = [new("w", [2, 3], "decay"), new("b", [1])];
    private static readonly float[] s_gradient = [1, 2, 3, 4, 5, 6, 7];

    /// <summary>Version 1 of the format: what SamFast wrote before groups and schedules were in it.</summary>
    private static readonly byte[] s_firstVersion = Convert.FromBase64String(
        "eAMAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJoZWFkZXJDaGVja3N1bSI6ImE2M2EwODJiIiwiZGF0YUNoZWNrc3VtIjoiY2E4MDQwMzgiLCJzYW1mYXN0IjoiMSIsImZp"
        + "bmdlcnByaW50IjoiYjVlOTZjOGU3NDIzZTVhMyIsImNoYWluIjoiU2NoZWR1bGVkOiBDbGlwQnlHbG9iYWxOb3JtKDEuMCksIFNjYWxlQnlBZGFtLCBBZGREZWNheWVk"
        + "V2VpZ2h0cygwLjAwMDEpLCBTY2FsZUJ5TGVhcm5pbmdSYXRlOiAyIHN3ZWVwcy4iLCJsYXlvdXQiOiIxZGMzNjg3NDUzNDJmZTE4Iiwic2NhbGFyLlN0ZXBDb3VudCI6"
        + "IjMiLCJzY2FsYXIuTWF4Tm9ybSI6IjEiLCJzY2FsYXIuQjEiOiIwLjkiLCJzY2FsYXIuQjIiOiIwLjk5OSIsInNjYWxhci5FcHMiOiIxRS0wOCIsInNjYWxhci5FcHNS"
        + "b290IjoiMCIsInNjYWxhci5XZWlnaHREZWNheSI6IjAuMDAwMSIsInNjYWxhci5MZWFybmluZ1JhdGUiOiIwLjA4MiIsInNjYWxhci5iMVBvd2VyIjoiMC43MjkwMDAw"
        + "MDAwMDAwMDAxIiwic2NhbGFyLmIyUG93ZXIiOiIwLjk5NzAwMjk5OSJ9LCJiIjp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbMCw0XX0s"
        + "ImIubnUiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldHMiOls0LDhdfSwidyI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwzXSwiZGF0YV9v"
        + "ZmZzZXRzIjpbOCwzMl19LCJ3Lm51Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDNdLCJkYXRhX29mZnNldHMiOlszMiw1Nl19LCJiLm11Ijp7ImR0eXBlIjoiQkYx"
        + "NiIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6WzU2LDU4XX0sIncubXUiOnsiZHR5cGUiOiJCRjE2Iiwic2hhcGUiOlsyLDNdLCJkYXRhX29mZnNldHMiOls1OCw3"
        + "MF19fSAgICAgICAgICAgICAgICAgICAgICAgICAgICC6uIu+7nyJOviWi774lou+XMOLvvmWi76bsYu+XMOLvoGTszeBk7M48QVKOYGTszk9Sww68QVKOiQ+uzw7PY09"
        + "uz3qPQ0+");

    [Fact]
    public void A_schedule_with_other_numbers_is_refused_and_the_message_shows_the_difference()
    {
        string message = Refused(Saved<TenThousandSteps>(), new TwentyThousandSteps(s_layout), CheckpointProblem.OtherChain);
        Assert.Contains("decaySteps: 10000 in the file, 20000 here", message, StringComparison.Ordinal);
        Assert.Contains("LearningRate", message, StringComparison.Ordinal);
        Assert.Contains("CheckpointOptions.OtherSchedules", message, StringComparison.Ordinal);
        Assert.DoesNotContain("warmupSteps", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_with_other_numbers_loads_where_asked_to_and_goes_on_from_the_count_of_the_file()
    {
        var saved = Stepped(new TenThousandSteps(s_layout), 150, out float[] parameters);
        byte[] file = Driver.Save(saved, parameters);
        var resumed = new TwentyThousandSteps(s_layout);
        var read = new float[7];
        resumed.Load(file, read, options: CheckpointOptions.OtherSchedules);
        Assert.Equal(parameters, read);
        Assert.Equal(150, resumed.StepCount);
        Assert.Equal(saved.Scalar("b1Power"), resumed.Scalar("b1Power"));
        Assert.Equal(saved.Slot("nu").ToArray("w"), resumed.Slot("nu").ToArray("w"));

        resumed.Step(read, s_gradient);
        Assert.Equal(WarmupCosineDecayAttribute.Evaluate(150, 0, 0.1, 100, 20_000, 0, 1), resumed.LearningRate);

        // The same as if the longer schedule had been set all the time, where both agree.
        var alone = Stepped(new TwentyThousandSteps(s_layout), 90, out float[] expected);
        saved = Stepped(new TenThousandSteps(s_layout), 90, out parameters);
        resumed.Load(Driver.Save(saved, parameters), read, options: CheckpointOptions.OtherSchedules);
        alone.Step(expected, s_gradient);
        resumed.Step(read, s_gradient);
        Bits.AssertSame<float>(expected, read);
    }

    [Fact]
    public void Another_schedule_and_a_schedule_in_place_of_a_number_load_where_asked_to()
    {
        Assert.Contains("LearningRate: WarmupCosineDecay in the file, Linear, CosineDecay here",
            Refused(Saved<TenThousandSteps>(), new TwoSchedules(s_layout), CheckpointProblem.OtherChain), StringComparison.Ordinal);
        Assert.Contains("LearningRate: WarmupCosineDecay in the file, no schedule here",
            Refused(Saved<TenThousandSteps>(), new ConstantSteps(s_layout), CheckpointProblem.OtherChain), StringComparison.Ordinal);
        Assert.Contains("LearningRate: no schedule in the file, Linear here",
            Refused(Saved<ConstantSteps>(), new TwoSchedules(s_layout), CheckpointProblem.OtherChain), StringComparison.Ordinal);

        var constant = new ConstantSteps(s_layout) { LearningRate = 0.125 };
        constant.Load(Saved<TenThousandSteps>(), options: CheckpointOptions.OtherSchedules);
        Assert.Equal((3, 0.125), (constant.StepCount, constant.LearningRate));
        var scheduled = new TwoSchedules(s_layout);
        scheduled.Load(Saved<ConstantSteps>(), options: CheckpointOptions.OtherSchedules);
        scheduled.Step(new float[7], s_gradient);
        Assert.Equal(LinearAttribute.Evaluate(3, 0.1, 0, 50, 0), scheduled.LearningRate);
    }

    [Fact]
    public void Different_structural_arguments_are_always_refused()
    {
        const CheckpointOptions All = CheckpointOptions.OtherSchedules | CheckpointOptions.KeepHyperparameters | CheckpointOptions.OtherGroups;
        string message = Refused(Saved<ConstantSteps>(), new NesterovSteps(s_layout), CheckpointProblem.OtherChain, All);
        Assert.Contains("nesterov: false in the file, true here (ScaleByAdam)", message, StringComparison.Ordinal);
        message = Refused(Saved<ConstantSteps>(), new NarrowSteps(s_layout), CheckpointProblem.OtherChain, All);
        Assert.Contains("'bf16 mu' of ScaleByAdam here, not in the file", message, StringComparison.Ordinal);
        message = Refused(Saved<ConstantSteps>(), new AdaptsSome(s_layout), CheckpointProblem.OtherChain, All);
        Assert.Contains("'in \"decay\"' of ScaleByAdam here", message, StringComparison.Ordinal);
        message = Refused(Saved<Traced>(), new Traced64(s_layout), CheckpointProblem.OtherChain, All);
        Assert.Contains("float in the file, double here", message, StringComparison.Ordinal);
    }

    /// <summary>Any two declarations of this assembly that differ.</summary>
    [Fact]
    public void A_refusal_never_shows_two_texts_that_read_the_same()
    {
        var plans = typeof(CheckpointOptionsTests).Assembly.GetTypes().Where(type => !type.IsAbstract && Declared.PrecisionOf(type) is not null)
            .Select(type => (OptimizerPlan)type.GetProperty("Plan")!.GetValue(null)!).DistinctBy(plan => plan.Fingerprint).ToArray();
        Assert.True(plans.Length > 100);
        Assert.Equal(plans.Length, plans.DistinctBy(Text).Count());

        static string Text(OptimizerPlan plan) =>
            string.Join('\n', plan.Declaration) + string.Join('\n', plan.Schedules.Select(schedule => schedule.ToString()));
    }

    [Fact]
    public void Hyperparameters_are_those_of_the_file_unless_asked_otherwise()
    {
        var saved = new ConstantSteps(s_layout) { LearningRate = 0.5, B1 = 0.75 };
        saved.Step(new float[7], s_gradient);
        byte[] file = Driver.Save(saved);

        var optimizer = new ConstantSteps(s_layout) { Eps = 0.125 };
        optimizer.Load(file);
        Assert.Equal((0.5, 0.75, 1e-8, 1), (optimizer.LearningRate, optimizer.B1, optimizer.Eps, optimizer.StepCount));
        optimizer = new ConstantSteps(s_layout) { Eps = 0.125 };
        optimizer.Load(file, options: CheckpointOptions.KeepHyperparameters);
        Assert.Equal((0.25, 0.9, 0.125, 1), (optimizer.LearningRate, optimizer.B1, optimizer.Eps, optimizer.StepCount));
        Assert.Equal(saved.Slot("mu").ToArray("w"), optimizer.Slot("mu").ToArray("w"));
        Assert.Equal(0.75, optimizer.Scalar("b1Power"));
    }

    [Fact]
    public void Tensors_in_other_groups_are_refused_with_the_name_of_one()
    {
        var saved = new DecaysSome(s_layout);
        saved.Step(new float[7], s_gradient);
        byte[] file = Driver.Save(saved);
        Layout moved = [new("w", [2, 3]), new("b", [1], "decay")], renamed = [new("w", [2, 3], "decay"), new("b", [1], "bias")];

        string message = Refused(file, new DecaysSome(moved), CheckpointProblem.OtherLayout);
        Assert.Contains("Tensor 'w' is in the group 'decay' in the file, and in no group here", message, StringComparison.Ordinal);
        Assert.Contains("CheckpointOptions.OtherGroups", message, StringComparison.Ordinal);
        message = Refused(file, new DecaysSome(renamed), CheckpointProblem.OtherLayout);
        Assert.Contains("Tensor 'b' is in no group in the file, and in the group 'bias' here", message, StringComparison.Ordinal);
        Refused(Driver.Save(new Traced(s_layout)), new Traced(moved), CheckpointProblem.OtherLayout);

        var other = new DecaysSome(moved);
        other.Load(file, options: CheckpointOptions.OtherGroups);
        Assert.Equal(saved.Slot("nu").ToArray("w"), other.Slot("nu").ToArray("w"));
        new DecaysSome(Driver.Of(s_layout[1], s_layout[0])).Load(file);
    }

    [Fact]
    public void State_that_other_groups_ask_for_must_be_in_the_file()
    {
        byte[] file = Driver.Save(new AdaptsSome(s_layout));
        Layout more = [new("w", [2, 3], "decay"), new("b", [1], "decay")];
        Assert.Contains("Tensor 'b'", Refused(file, new AdaptsSome(more), CheckpointProblem.OtherLayout), StringComparison.Ordinal);
        Assert.Equal(
            "the buffer: The file has no state 'b.mu', which this AdaptsSome needs: in the optimizer that was saved, the group of that "
                + "tensor was excluded. Construct the optimizer with the groups of the file; or load the parameters alone, with "
                + "Parameters<T>.Load, and start with new state.",
            Refused(file, new AdaptsSome(more), CheckpointProblem.OtherLayout, CheckpointOptions.OtherGroups));
    }

    [Fact]
    public void Other_tensors_are_refused_with_those_of_the_optimizer_and_the_remedy()
    {
        const string Remedy = "Construct it with the layout of the optimizer that was saved.";
        byte[] file = Driver.Save(new Traced(s_layout));
        Assert.Equal(
            $"the buffer: The file has no tensor 'c.trace'. This Traced was constructed for 2 tensors from w: [2, 3] to c: [1]. {Remedy}",
            Refused(file, new Traced(Driver.Of(new("w", [2, 3]), new("c", [1]))), CheckpointProblem.OtherLayout));
        Assert.Equal(
            "the buffer: The file has a tensor 'b.trace', which this optimizer does not have. This Traced was constructed for w: [2, 3]. "
                + Remedy,
            Refused(file, new Traced(Driver.Of(new TensorShape("w", [2, 3]))), CheckpointProblem.OtherLayout));
        Assert.StartsWith(
            "the buffer: The file was saved for tensors of other names or shapes. This PlainSgd was constructed for ",
            Refused(Driver.Save(new PlainSgd(3)), new PlainSgd(4), CheckpointProblem.OtherLayout), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(8 | 1)]
    [InlineData(-1)]
    public void An_option_that_does_not_exist_is_refused(int options)
    {
        var optimizer = new Traced(s_layout);
        byte[] file = Driver.Save(optimizer);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Load(file, options: (CheckpointOptions)options));
        Assert.Equal("options", exception.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            optimizer.Load(new MemoryStream(file), default, StateNames.Torch, (CheckpointOptions)options));
    }

    [Fact]
    public void Files_of_the_first_version_load_with_any_groups()
    {
        foreach (var layout in (Layout[])[s_layout, [new("w", [2, 3]), new("b", [1])]])
        {
            var optimizer = new Scheduled(layout);
            var parameters = new float[7];
            Assert.Empty(optimizer.Load(s_firstVersion, parameters));
            var expected = Stepped(new Scheduled(layout), 3, out float[] stepped);
            Bits.AssertSame<float>(stepped, parameters);
            Assert.Equal(Driver.Save(expected, stepped), Driver.Save(optimizer, parameters));
        }

        var weights = new Parameters<float>(s_layout);
        weights.Load(s_firstVersion);
        Assert.NotEqual(0, weights.Values[0]);
    }

    [Fact]
    public void A_file_of_the_first_version_does_not_tell_schedules_from_structure_and_says_so()
    {
        string message = Refused(s_firstVersion, new ConstantSteps(s_layout), CheckpointProblem.OtherChain, CheckpointOptions.OtherSchedules);
        Assert.Contains("version 1", message, StringComparison.Ordinal);
        Assert.Contains("save it again", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_later_version_is_refused_with_both_versions()
    {
        var (header, data) = Handmade.Parts(Saved<Traced>());
        byte[] file = Handmade.Signed(header.Replace("\"samfast\":\"2\"", "\"samfast\":\"12\"", StringComparison.Ordinal), data);
        Assert.Contains("version 12", Refused(file, new Traced(s_layout), CheckpointProblem.Version), StringComparison.Ordinal);
        Assert.Equal(CheckpointProblem.Version, Assert.Throws<CheckpointException>(() => Checkpoint.ReadMetadata(file)).Problem);
        Assert.Equal(CheckpointProblem.Version, Assert.Throws<CheckpointException>(() => new Parameters<float>(s_layout).Load(file)).Problem);
    }

    [Fact]
    public void A_file_without_parameters_says_that_none_were_saved()
    {
        var file = Driver.Save(new PlainSgd(3));
        var exception = Assert.Throws<CheckpointException>(() => new PlainSgd(3).Load(file, new float[3]));
        Assert.Equal(
            "the buffer: The file has no parameters. Load it without parameters, or save them as well: Save(path, parameters).",
            exception.Message);
        byte[] foreign = Driver.Save(new PlainSgd(3), names: StateNames.Torch);
        exception = Assert.Throws<CheckpointException>(() => new PlainSgd(3).Load(new MemoryStream(foreign), new float[3], StateNames.Torch));
        Assert.StartsWith("the stream: The file has no parameters", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_hyperparameters_are_checked_before_the_first_is_assigned()
    {
        var saved = new ConstantSteps(s_layout) { B1 = 0.5 };
        var (header, data) = Handmade.Parts(Driver.Save(saved));
        byte[] file = Handmade.Signed(header.Replace("\"scalar.LearningRate\":\"0.25\"", "\"scalar.LearningRate\":\"1e999\"", StringComparison.Ordinal)
            .Replace("1e999", "0x7ff0000000000000", StringComparison.Ordinal), data);
        var victim = new ConstantSteps(s_layout);
        object before = Version(victim);
        Assert.Contains("LearningRate", Refused(file, victim, CheckpointProblem.Value), StringComparison.Ordinal);
        Assert.Equal(before, Version(victim));

        // Of a file that is right, nothing is assigned before the last byte was read.
        using var watched = new Watched(Driver.Save(saved), () => Assert.Equal(0.9, victim.B1));
        victim.Load(watched);
        Assert.Equal(0.5, victim.B1);

        static object Version(Optimizer<float> optimizer) => typeof(Optimizer<float>)
            .GetProperty("HyperparameterVersion", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .GetValue(optimizer)!;
    }

    private static byte[] Saved<TOptimizer>() where TOptimizer : Optimizer<float> =>
        Driver.Save(Stepped((TOptimizer)Activator.CreateInstance(typeof(TOptimizer), s_layout)!, 3, out _));

    private static TOptimizer Stepped<TOptimizer>(TOptimizer optimizer, int steps, out float[] parameters) where TOptimizer : Optimizer<float>
    {
        parameters = new float[7];
        for (int step = 0; step < steps; step++)
            ((IGradientOptimizer<float>)optimizer).Step(parameters, s_gradient);
        return optimizer;
    }

    private static string Refused<T>(
        byte[] file, Optimizer<T> optimizer, CheckpointProblem problem, CheckpointOptions options = CheckpointOptions.None) where T : unmanaged
    {
        byte[] before = Driver.Save(optimizer);
        var exception = Assert.Throws<CheckpointException>(() => optimizer.Load(file, options: options));
        Assert.Equal(problem, exception.Problem);
        Assert.Equal(before, Driver.Save(optimizer));
        return exception.Message;
    }

    /// <summary>A stream that looks at something whenever it is read.</summary>
    private sealed class Watched(byte[] bytes, Action look) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer)
        {
            look();
            return base.Read(buffer);
        }
    }
}
