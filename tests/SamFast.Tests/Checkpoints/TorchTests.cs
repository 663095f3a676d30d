namespace SamFast.Tests.Checkpoints;

/// <summary>Files with the names of PyTorch's optimizers, made by hand and against its algorithms as its documentation
/// states them.</summary>
public class TorchTests
{
    private static readonly Layout s_layout = [new("fc.weight", [2, 1]), new("fc.bias", [1])];
    private static readonly double[] s_start = [1, -2, 0.5];

    [Fact]
    public void Adam_goes_on_where_PyTorch_stopped()
    {
        var torch = new TorchAdam(0.01);
        double[] expected = [.. s_start];
        for (int step = 0; step < 10; step++)
            torch.Step(expected, Gradients(step));
        const string Header = """
            {"fc.weight.step":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"fc.bias.step":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"fc.weight.exp_avg":{"dtype":"F64","shape":[2,1],"data_offsets":[8,24]},"fc.weight.exp_avg_sq":{"dtype":"F64","shape":[2,1],"data_offsets":[24,40]},"fc.bias.exp_avg":{"dtype":"F64","shape":[1],"data_offsets":[40,48]},"fc.bias.exp_avg_sq":{"dtype":"F64","shape":[1],"data_offsets":[48,56]},"__metadata__":{"format":"pt"}}
            """;
        byte[] file = Handmade.File(Header,
        [
            .. Handmade.Data(10f, 10f), .. Handmade.Data(torch.Average[..2]), .. Handmade.Data(torch.Square[..2]),
            .. Handmade.Data(torch.Average[2..]), .. Handmade.Data(torch.Square[2..]),
        ]);

        var optimizer = new TorchLikeAdam64(s_layout);
        double[] actual = [.. expected];
        optimizer.Load(file, names: StateNames.Torch);
        Assert.Equal(10, optimizer.StepCount);
        for (int step = 10; step < 30; step++)
        {
            torch.Step(expected, Gradients(step));
            optimizer.Step(actual, Gradients(step));
        }

        for (int i = 0; i < 3; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }

    [Theory, InlineData("F32"), InlineData("F64")]
    public void Steps_are_read_in_float_and_in_double_and_each_optimizer_takes_either(string type)
    {
        int bytes = type == "F32" ? 4 : 8;
        byte[] step = type == "F32" ? Handmade.Data(7f) : Handmade.Data(7.0);
        string header = "{\"fc.weight.step\":{\"dtype\":\"" + type + "\",\"shape\":[],\"data_offsets\":[0," + bytes + "]},\"fc.bias.step\":{\"dtype\":\""
            + type + "\",\"shape\":[],\"data_offsets\":[" + bytes + "," + (2 * bytes) + "]}}";
        var (single, wide) = (new PlainSgd(s_layout), new PlainSgd64(s_layout));
        single.Load(Handmade.File(header, [.. step, .. step]), names: StateNames.Torch);
        wide.Load(Handmade.File(header, [.. step, .. step]), names: StateNames.Torch);
        Assert.Equal((7, 7), (single.StepCount, wide.StepCount));
    }

    [Fact]
    public void Amsgrad_is_exchanged_with_its_largest_moments()
    {
        var (optimizer, other) = (new TorchLikeAmsgrad64(s_layout), new TorchLikeAmsgrad64(s_layout));
        double[] parameters = [.. s_start];
        for (int step = 0; step < 5; step++)
            optimizer.Step(parameters, Gradients(step));
        byte[] file = Driver.Save(optimizer, parameters, StateNames.Torch);
        Assert.Contains("fc.weight.max_exp_avg_sq", Handmade.Parts(file).Header, StringComparison.Ordinal);
        other.Load(file, names: StateNames.Torch);
        Assert.Equal(Driver.Save(optimizer), Driver.Save(other));
    }

    [Fact]
    public void Momentum_goes_on_where_PyTorch_stopped()
    {
        const string Header = """{"fc.weight.momentum_buffer":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"fc.bias.momentum_buffer":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""";
        var optimizer = new TorchLikeSgd(s_layout);
        optimizer.Load(Handmade.File(Header, Handmade.Data(1f, 2, 3)), names: StateNames.Torch with { StepCountIfAbsent = 70 });
        Assert.Equal(70, optimizer.StepCount);
        float[] parameters = [0, 0, 0];
        optimizer.Step(parameters, [1, 1, 1]);
        // The buffer becomes 0.9·b + 0.5·g.
        Assert.Equal<float>([-0.14f, -0.23f, -0.32f], parameters.Select(x => MathF.Round(x, 6)));
    }

    [Fact]
    public void Written_tensors_have_PyTorchs_names()
    {
        var optimizer = new TorchLikeAdamW(s_layout);
        float[] parameters = [1, -2, 0.5f];
        for (int step = 0; step < 3; step++)
            optimizer.Step(parameters, [1, 2, 3]);
        byte[] file = Driver.Save(optimizer, parameters, StateNames.Torch);
        var (header, data) = Handmade.Parts(file);

        Assert.StartsWith("""{"__metadata__":{"format":"pt"},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"fc.bias.exp_avg":{""", header, StringComparison.Ordinal);
        foreach (string name in (string[])["fc.weight.exp_avg", "fc.weight.exp_avg_sq", "fc.weight.step", "fc.bias.exp_avg_sq", "fc.bias.step", "fc.weight"])
            Assert.Contains($"\"{name}\":{{", header, StringComparison.Ordinal);
        Assert.Contains("""step":{"dtype":"F32","shape":[],""", header, StringComparison.Ordinal);
        Assert.Equal(4 * (3 + 3 + 3 + 2), data.Length);

        // And they are read again, parameters and powers included.
        var other = new TorchLikeAdamW(s_layout);
        var read = new float[3];
        other.Load(file, read, StateNames.Torch);
        Assert.Equal(parameters, read);
        Assert.Equal(Driver.Save(optimizer), Driver.Save(other));
    }

    [Fact]
    public void SAM_around_Adam_is_exchanged_between_two_periods()
    {
        var optimizer = new SharpTorchLikeAdamW(s_layout);
        optimizer.Step(new float[3], [1, 2, 3]);
        Assert.Throws<NotSupportedException>(() => Driver.Save(optimizer, names: StateNames.Torch));
        byte[] file = Driver.Save(new TorchLikeAdamW(s_layout), names: StateNames.Torch);
        optimizer.Load(file, names: StateNames.Torch);
        Assert.Equal(0, optimizer.AscentStep);
    }

    [Theory]
    [InlineData("fc.weight.exp_avg", "fc.weight.max_exp_avg_sq", CheckpointProblem.OtherLayout)]
    [InlineData("\"F32\",\"shape\":[2,1]", "\"I32\",\"shape\":[2,1]", CheckpointProblem.DataType)]
    [InlineData("[2,1]", "[1,2]", CheckpointProblem.Shape)]
    public void What_does_not_fit_is_refused(string what, string instead, CheckpointProblem problem)
    {
        var optimizer = new TorchLikeAdamW(s_layout);
        optimizer.Step(new float[3], [1, 2, 3]);
        byte[] before = Driver.Save(optimizer);
        var (header, data) = Handmade.Parts(Driver.Save(optimizer, names: StateNames.Torch));
        int at = header.IndexOf(what, StringComparison.Ordinal);
        byte[] file = Handmade.File(header[..at] + instead + header[(at + what.Length)..], data);
        Assert.Equal(problem, Assert.Throws<CheckpointException>(() => optimizer.Load(file, names: StateNames.Torch)).Problem);
        Assert.Equal(before, Driver.Save(optimizer));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(1.5f)]
    [InlineData(float.MaxValue)]
    [InlineData(7f)]
    public void Steps_that_are_none_are_refused(float steps)
    {
        var optimizer = new TorchLikeAdamW(s_layout);
        byte[] file = Driver.Save(optimizer, names: StateNames.Torch);
        // The last tensor in the file is the step of the second tensor of the layout.
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4), steps);
        Assert.Equal(CheckpointProblem.Value, Assert.Throws<CheckpointException>(() => optimizer.Load(file, names: StateNames.Torch)).Problem);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void State_without_a_name_there_is_refused()
    {
        Assert.Contains("'memory'", Assert.Throws<NotSupportedException>(
            () => Driver.Save(new Declarations.FlushingMemory(3), names: StateNames.Torch)).Message, StringComparison.Ordinal);
        byte[] file = Driver.Save(new PlainSgd(3), names: StateNames.Torch);
        Assert.Throws<NotSupportedException>(() => new Declarations.FlushingMemory(3).Load(file, names: StateNames.Torch));
        new PlainSgd(3).Load(file, names: StateNames.Torch);
        Assert.Equal(CheckpointProblem.Foreign, Assert.Throws<CheckpointException>(() => new PlainSgd(3).Load(file)).Problem);
    }

    [Fact]
    public void A_large_number_of_steps_is_no_loop_of_that_length()
    {
        var optimizer = new TorchLikeAdamW(s_layout) { B2 = 1 - 1e-9 };
        const string Header = """{"fc.weight.exp_avg":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"fc.bias.exp_avg":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"fc.weight.exp_avg_sq":{"dtype":"F32","shape":[2,1],"data_offsets":[12,20]},"fc.bias.exp_avg_sq":{"dtype":"F32","shape":[1],"data_offsets":[20,24]}}""";
        optimizer.Load(Handmade.File(Header, new byte[24]), names: StateNames.Torch with { StepCountIfAbsent = 1L << 40 });
        Assert.Equal(0, optimizer.Scalar("b1Power"));
        Assert.InRange(optimizer.Scalar("b2Power"), 0, 1e-100);
    }

    private static double[] Gradients(int step) => [.. Enumerable.Range(0, 3).Select(i => Math.Sin((7 * step) + i))];

    /// <summary>Adam as docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html has it.</summary>
    private sealed class TorchAdam(double rate)
    {
        private int _steps;

        public double[] Average { get; } = new double[3];

        public double[] Square { get; } = new double[3];

        public void Step(double[] parameters, double[] gradients)
        {
            _steps++;
            for (int i = 0; i < parameters.Length; i++)
            {
                Average[i] = (0.9 * Average[i]) + (0.1 * gradients[i]);
                Square[i] = (0.999 * Square[i]) + (0.001 * gradients[i] * gradients[i]);
                double average = Average[i] / (1 - Math.Pow(0.9, _steps)), square = Square[i] / (1 - Math.Pow(0.999, _steps));
                parameters[i] -= rate * average / (Math.Sqrt(square) + 1e-8);
            }
        }
    }
}
