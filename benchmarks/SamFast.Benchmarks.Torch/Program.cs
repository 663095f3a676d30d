using SamFast;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Report;
using SamFast.Benchmarks.Torch;

try
{
    Libtorch.Load();
    TorchSharp.torch.set_num_threads(1);
    Guests<float>.Invite = TorchPeers.For;
}
catch (DllNotFoundException e)
{
    LeftOut.Notes.Add($"libtorch: {e.Message}");
}

return ReportCommand.Run([ReportCommand.Name, .. args.SkipWhile(argument => argument == ReportCommand.Name)]);
