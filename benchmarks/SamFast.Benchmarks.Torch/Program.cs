using SamFast;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Gradients;
using SamFast.Benchmarks.Report;
using SamFast.Benchmarks.Torch;

try
{
    Libtorch.Load();
    TorchSharp.torch.set_num_threads(1);
    Guests<float>.Invite = TorchPeers.For;
    GradientWorkload.Guests = TorchGradients.For;
}
catch (DllNotFoundException e)
{
    LeftOut.Notes.Add($"libtorch: {e.Message}");
}

return args is [GradientsCommand.Name, ..] ? GradientsCommand.Run(args)
    : ReportCommand.Run([ReportCommand.Name, .. args.SkipWhile(argument => argument == ReportCommand.Name)]);
