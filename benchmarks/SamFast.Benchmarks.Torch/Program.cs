using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Report;
using SamFast.Benchmarks.Torch;

// Before the first use of TorchSharp.
if (Libtorch.Load() is { } reason)
{
    LeftOut.Notes.Add($"libtorch: {reason}.");
}
else
{
    TorchSharp.torch.set_num_threads(1);
    Guests<float>.Invite = TorchPeers.For;
}

return ReportCommand.Run([ReportCommand.Name, .. args.SkipWhile(argument => argument == ReportCommand.Name)]);
